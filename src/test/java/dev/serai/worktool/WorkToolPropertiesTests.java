package dev.serai.worktool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.vault.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkToolPropertiesTests {

    @Test
    void hasTheDefaultsWorkToolAsksFor() {
        var properties = Settings.of();

        assertThat(properties.url()).hasToString("https://api.worktool.ymdyes.cn");
        assertThat(properties.requestsPerMinute()).isEqualTo(60);
        assertThat(properties.callback().duplicateWindow()).isEqualTo(Duration.ofSeconds(120));
        assertThat(properties.callback().duplicateWindowWithoutId()).isEqualTo(Duration.ofSeconds(8));
        assertThat(properties.sending().textLimit()).isEqualTo(2000);
        assertThat(properties.sending().results().delay()).isEqualTo(Duration.ofSeconds(60));
        assertThat(new RobotAccounts(properties).find("demo"))
                .contains(new Robot("demo", "小助手", "flow_message_routing"));
        assertThat(new RobotAccounts(properties).find("signed"))
                .map(Robot::displayName)
                .contains("signed");
        assertThat(new RobotAccounts(properties).find("nobody")).isEmpty();
    }

    @Test
    void showsNoCredentialWhenItIsPrinted() {
        var properties = Settings.of();

        assertThat(properties.toString()).doesNotContain("wt_demo", "demo-token", "shared-secret", "wt_signed");
        assertThat(Secret.of("short")).hasToString("***");
    }

    @Test
    void refusesARobotWithoutItsCredentials() {
        assertThatThrownBy(() -> Settings.of("robots.half.robot-id", "wt_half"))
                .hasStackTraceContaining("token is missing");
        assertThatThrownBy(() -> Settings.of("robots.half.token", "t", "robots.half.robot-id", " "))
                .hasStackTraceContaining("robot-id is missing");
    }

    @Test
    void refusesANameThatWouldConfuseLanes() {
        assertThatThrownBy(() -> Settings.of("robots[a|b].robot-id", "wt", "robots[a|b].token", "t"))
                .hasStackTraceContaining("contains '|'");
    }
}
