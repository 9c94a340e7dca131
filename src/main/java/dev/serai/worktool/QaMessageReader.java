package dev.serai.worktool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads a callback as leniently as senders write it: numbers and booleans may be text, any field may be absent or null,
 * unknown fields are passed over. It reads once from front to back, for this is the busiest road of the hub.
 */
final class QaMessageReader {

    /** Every name that means something to {@link #field}. */
    static final List<String> FIELDS = List.of(
            "messageId",
            "msgId",
            "spoken",
            "rawSpoken",
            "receivedName",
            "groupName",
            "groupRemark",
            "roomType",
            "textType",
            "atMe",
            "fileBase64");

    private static final JsonFactory JSON = new JsonFactory();

    private String messageId = "";
    private String spoken = "";
    private String rawSpoken = "";
    private String receivedName = "";
    private String groupName = "";
    private String groupRemark = "";
    private int roomType;
    private boolean atMe;
    private int textType;
    private String fileBase64 = "";

    private QaMessageReader() {}

    /** @throws MalformedCallback if this is not one JSON object */
    static QaMessage json(byte[] body) {
        var reader = new QaMessageReader();
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedCallback("is not a JSON object", null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                if (parser.nextToken().isStructStart()) {
                    parser.skipChildren();
                } else {
                    reader.field(name, text(parser));
                }
            }
            if (parser.nextToken() != null) {
                throw new MalformedCallback("goes on after the JSON object", null);
            }
            return reader.message();
        } catch (IOException e) {
            throw new MalformedCallback("is not JSON", e);
        }
    }

    static QaMessage form(Map<String, String> fields) {
        var reader = new QaMessageReader();
        fields.forEach((name, value) -> reader.field(name, clean(value)));
        return reader.message();
    }

    private static String text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : clean(parser.getText());
    }

    /** PostgreSQL has no character 0. */
    private static String clean(String text) {
        return text.indexOf(0) < 0 ? text : text.replace("\0", "");
    }

    private void field(String name, String value) {
        switch (name) {
            case "messageId" -> messageId = value;
            case "msgId" -> messageId = messageId.isEmpty() ? value : messageId;
            case "spoken" -> spoken = value;
            case "rawSpoken" -> rawSpoken = value;
            case "receivedName" -> receivedName = value;
            case "groupName" -> groupName = value;
            case "groupRemark" -> groupRemark = value;
            case "roomType" -> roomType = number(value);
            case "textType" -> textType = number(value);
            case "atMe" -> atMe = "true".equalsIgnoreCase(value) || "1".equals(value);
            case "fileBase64" -> fileBase64 = value;
            default -> {
                // WorkTool adds fields from time to time
            }
        }
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return 0;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private QaMessage message() {
        return new QaMessage(
                messageId,
                spoken,
                rawSpoken,
                receivedName,
                groupName,
                groupRemark,
                roomType,
                atMe,
                textType,
                fileBase64);
    }
}
