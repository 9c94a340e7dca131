package dev.serai.worktool;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as configuration binding makes them, with two robots. */
final class Settings {

    private Settings() {}

    static WorkToolProperties of(String... keysAndValues) {
        var values = new HashMap<String, String>(Map.of(
                "serai.worktool.robots.demo.robot-id", "wt_demo&key=1",
                "serai.worktool.robots.demo.token", "demo-token",
                "serai.worktool.robots.demo.display-name", "小助手",
                "serai.worktool.robots.signed.robot-id", "wt_signed",
                "serai.worktool.robots.signed.token", "signed-token",
                "serai.worktool.robots.signed.signature-secret", "shared-secret"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("serai.worktool." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("serai.worktool", WorkToolProperties.class);
    }

    static RobotAccount demo(WorkToolProperties properties) {
        return new RobotAccounts(properties).authenticate("demo", "demo-token").orElseThrow();
    }
}
