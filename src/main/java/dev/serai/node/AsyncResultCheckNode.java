package dev.serai.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Wait;
import dev.serai.engine.Wake;
import dev.serai.flow.NodeType;
import dev.serai.worktool.CommandFinished;
import dev.serai.worktool.CommandStatus;
import dev.serai.worktool.RobotCommand;
import dev.serai.worktool.RobotCommands;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code async_result_check}: waits for what became of the run's command. It goes on as soon as the result is called
 * back; if none is, it looks from time to time.
 */
@Component
class AsyncResultCheckNode implements NodeKind<AsyncResultCheckNode.Settings> {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncResultCheckNode.class);
    private static final String CHECKS = "checks";

    /** What to do when the command failed, or nobody knows. */
    enum OnFailure {
        /** Says so in the log for a person to look at, and goes on. */
        @JsonProperty("manual_intervention")
        MANUAL_INTERVENTION,
        /** Goes on. */
        @JsonProperty("continue")
        CONTINUE,
        /** Fails, so that the node's {@code onError} decides. */
        @JsonProperty("fail")
        FAIL
    }

    /**
     * When to look.
     *
     * @param checkDelaySeconds after which the first look is taken
     * @param maxCheckAttempts looks at most
     * @param checkIntervalSeconds between two looks
     * @param actionOnFailure when it failed or is not known in the end
     */
    record Settings(
            @Min(1) @Max(86_400) @DefaultValue("60") int checkDelaySeconds,
            @Min(1) @Max(1000) @DefaultValue("3") int maxCheckAttempts,
            @Min(1) @Max(86_400) @DefaultValue("30") int checkIntervalSeconds,
            @DefaultValue("manual_intervention") OnFailure actionOnFailure) {}

    private final RobotCommands commands;

    AsyncResultCheckNode(RobotCommands commands) {
        this.commands = commands;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "async_result_check",
                Set.of(),
                Settings.class,
                Set.of("resultStatus", "resultData", "checkTime", "isRetried"),
                NodeType.Role.WAIT);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var sendId = step.text("sendId");
        if (sendId.isEmpty()) {
            throw new NodeFailed("there is no command to check; put a send_command before this node", false, null);
        }
        return look(settings, step, 0);
    }

    @Override
    public Outcome wake(Settings settings, Step step, Wake wake) {
        var before = wake.kept().get(CHECKS) instanceof Number number ? number.intValue() : 0;
        return look(settings, step, wake.timedOut() ? before + 1 : before);
    }

    /** The result may have come before anybody waited for it, so each turn looks first. */
    private Outcome look(Settings settings, Step step, int checks) {
        var sendId = step.text("sendId");
        var command = commands.find(sendId);
        var status = command.map(RobotCommand::status).orElse(CommandStatus.PENDING);
        if (!status.finished() && checks < settings.maxCheckAttempts()) {
            var pause = checks == 0 ? settings.checkDelaySeconds() : settings.checkIntervalSeconds();
            return Outcome.of(Map.of(CHECKS, checks))
                    .from(Map.of("sendId", sendId))
                    .waiting(Wait.forEvent(
                            CommandFinished.EVENT,
                            Map.of("sendId", sendId),
                            step.now().plusSeconds(pause)));
        }
        var result = result(status);
        if (!result.equals("success")) {
            complain(settings, step, result);
        }
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("resultStatus", result);
        output.put("resultData", command.map(AsyncResultCheckNode::data).orElse(Map.of()));
        output.put("checkTime", step.now().toString());
        output.put("isRetried", checks > 1);
        return Outcome.of(output).tell("commandStatus", status.word()).from(Map.of("sendId", sendId, CHECKS, checks));
    }

    private static String result(CommandStatus status) {
        if (!status.finished()) {
            return "timeout";
        }
        return status == CommandStatus.SUCCEEDED ? "success" : "failed";
    }

    private static void complain(Settings settings, Step step, String result) {
        if (settings.actionOnFailure() == OnFailure.FAIL) {
            throw new NodeFailed("command " + step.text("sendId") + ": " + result, false, null);
        }
        if (settings.actionOnFailure() == OnFailure.MANUAL_INTERVENTION) {
            LOG.warn("run={} command={} needs a person: {}", step.run(), step.text("sendId"), result);
        }
    }

    private static Map<String, @Nullable Object> data(RobotCommand command) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("status", command.status().word());
        data.put("error", command.error());
        var result = command.result();
        if (result != null) {
            data.put("errorCode", result.errorCode());
            data.put("errorReason", result.errorReason());
            data.put("successList", result.successList());
            data.put("failList", result.failList());
        }
        return data;
    }
}
