package dev.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What became of a command on the robot's phone.
 *
 * @param errorCode 0 if all targets were reached
 * @param seconds it took
 */
record Executed(
        String robotId,
        Command command,
        int errorCode,
        String errorReason,
        Instant at,
        double seconds,
        List<String> done,
        List<String> failed) {

    /** WorkTool gives local times without a zone: China time. */
    static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    /** As it is told to the result callback. */
    ObjectNode callback() {
        var node = Json.object()
                .put("messageId", command.messageId())
                .put("errorCode", errorCode)
                .put("errorReason", errorReason)
                .put("runTime", at.toEpochMilli())
                .put("timeCost", seconds)
                .put("type", command.type())
                .put("rawMsg", command.rawMsg());
        node.set("successList", Json.array(done));
        node.set("failList", Json.array(failed));
        return node;
    }

    /** As it stands in the list of results: lists as JSON text, the time as a local one. */
    ObjectNode row() {
        return Json.object()
                .put("robotId", robotId)
                .put("messageId", command.messageId())
                .put("type", command.type())
                .put("apiSend", 1)
                .put("rawMsg", command.rawMsg())
                .put("rawSuccess", errorCode)
                .put("errorReason", errorReason)
                .put("runTime", LOCAL.format(at))
                .put("timeCost", seconds)
                .put("successList", Json.write(Json.array(done)))
                .put("failList", Json.write(Json.array(failed)));
    }

    /** As tests read it. */
    ObjectNode sent(int count) {
        var node = Json.object()
                .put("time", at.atOffset(ZoneOffset.UTC).toString())
                .put("robotId", robotId)
                .put("messageId", command.messageId())
                .put("type", command.type())
                .put("content", command.content())
                .put("errorCode", errorCode)
                .put("count", count);
        node.set("titleList", Json.array(command.targets()));
        return node;
    }
}
