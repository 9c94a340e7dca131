package dev.serai.worktool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.serai.queue.Envelope;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes of a message the work it starts: in the lane of its chat, with the context a flow reads. */
@Component
class MessageEnvelopes {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LANE_LENGTH = 200;

    private final Clock clock;
    private final DuplicateMarks marks;
    private final long maxFile;

    MessageEnvelopes(Clock clock, WorkToolProperties properties) {
        this.clock = clock;
        this.marks = new DuplicateMarks(properties.callback());
        this.maxFile = properties.callback().maxFile().toBytes();
    }

    Envelope of(Robot robot, QaMessage message) {
        var now = clock.instant();
        var id = UuidCreator.getTimeOrderedEpoch(now);
        var lane = lane(robot, message);
        var payload = new StringWriter(1024);
        try (var json = JSON.createGenerator(payload)) {
            write(json, new Context(robot, message, id, lane, now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Envelope(id, "flow", robot.flow(), lane, marks.of(robot.name(), message), payload.toString(), now);
    }

    private record Context(Robot robot, QaMessage message, UUID id, String lane, Instant now) {}

    private static String lane(Robot robot, QaMessage message) {
        var chat = message.chat();
        return robot.name()
                + (message.group() ? "|g:" : "|c:")
                + (chat.length() <= LANE_LENGTH ? chat : chat.substring(0, LANE_LENGTH));
    }

    private static String named(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void write(JsonGenerator json, Context context) throws IOException {
        var message = context.message();
        var sessionId = named(context.lane());
        var userId = named(context.robot().name() + "|c:" + message.receivedName());
        json.writeStartObject();
        writeMessage(json, context, sessionId, userId);
        json.writeStringField("robotId", context.robot().name());
        json.writeStringField("robotName", context.robot().displayName());
        json.writeStringField("sessionId", sessionId);
        json.writeStringField("sessionType", message.group() ? "group" : "private");
        json.writeStringField("userId", userId);
        json.writeStringField("userName", message.receivedName());
        json.writeStringField("groupRemark", message.groupRemark());
        json.writeNumberField("roomType", message.roomType());
        json.writeBooleanField("isGroup", message.group());
        json.writeStringField("originalMessage", message.content());
        json.writeStringField("rawMessage", message.rawSpoken());
        json.writeNumberField("textType", message.textType());
        json.writeBooleanField("atMe", message.atMe());
        writeMetadata(json, context);
        json.writeEndObject();
    }

    private static void writeMessage(JsonGenerator json, Context context, String sessionId, String userId)
            throws IOException {
        var message = context.message();
        json.writeObjectFieldStart("message");
        json.writeStringField(
                "messageId", message.messageId().isEmpty() ? context.id().toString() : message.messageId());
        json.writeStringField("content", message.content());
        json.writeStringField("senderId", userId);
        json.writeStringField("senderName", message.receivedName());
        json.writeStringField("groupId", message.group() ? sessionId : "");
        json.writeStringField("groupName", message.groupName());
        json.writeStringField("timestamp", context.now().toString());
        json.writeEndObject();
    }

    private void writeMetadata(JsonGenerator json, Context context) throws IOException {
        var message = context.message();
        json.writeObjectFieldStart("metadata");
        if (context.robot().displayName().equals(message.receivedName())) {
            json.writeBooleanField("fromSelf", true);
        }
        var file = message.fileBase64();
        if (file.length() > maxFile) {
            json.writeBooleanField("fileTooLarge", true);
        } else if (!file.isEmpty()) {
            json.writeStringField("fileBase64", file);
        }
        json.writeEndObject();
    }
}
