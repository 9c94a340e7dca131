package dev.serai.provider.coze;

import static com.fasterxml.jackson.databind.node.JsonNodeType.ARRAY;
import static com.fasterxml.jackson.databind.node.JsonNodeType.BOOLEAN;
import static com.fasterxml.jackson.databind.node.JsonNodeType.NUMBER;
import static com.fasterxml.jackson.databind.node.JsonNodeType.OBJECT;
import static com.fasterxml.jackson.databind.node.JsonNodeType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kept exchange has the fields, types and order that Coze's documents, clients and captures show. */
class CozeExchangeTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ANSWER = Pattern.compile(
            "> (\\w+) (\\S+)\n< (\\d+) ([^\n]+)\n< X-Tt-Logid: (\\S+)\n(.*?)(?=\n\n> |\n?\\z)", Pattern.DOTALL);
    private static final Pattern FRAME = Pattern.compile("id: (\\d+)\nevent: (\\w+)\ndata: ([^\n]*)");
    private static final Pattern CHAT_FRAME = Pattern.compile("event:([a-z._]+)\ndata:([^\n]*)");

    private static final Map<String, JsonNodeType> REFUSAL = Map.of("code", NUMBER, "msg", STRING, "detail", OBJECT);
    private static final Map<String, JsonNodeType> TOKEN =
            Map.of("access_token", STRING, "expires_in", NUMBER, "token_type", STRING);
    private static final Map<String, JsonNodeType> NO_TOKEN =
            Map.of("error_code", STRING, "error_message", STRING, "error", STRING);
    private static final Map<String, JsonNodeType> MESSAGE = Map.of(
            "content", STRING,
            "content_type", STRING,
            "node_title", STRING,
            "node_seq_id", STRING,
            "node_is_finish", BOOLEAN,
            "node_type", STRING,
            "node_id", STRING,
            "node_execute_uuid", STRING);
    private static final Map<String, JsonNodeType> ERROR =
            Map.of("error_code", NUMBER, "error_message", STRING, "debug_url", STRING, "node_execute_uuid", STRING);
    private static final Map<String, JsonNodeType> INTERRUPT =
            Map.of("event_id", STRING, "type", NUMBER, "data", STRING, "required_parameters", OBJECT);
    private static final Map<String, JsonNodeType> HISTORY = new TreeMap<>(Map.of(
            "execute_id", STRING,
            "execute_status", STRING,
            "bot_id", STRING,
            "connector_id", STRING,
            "connector_uid", STRING,
            "run_mode", NUMBER,
            "output", STRING,
            "create_time", NUMBER,
            "update_time", NUMBER,
            "node_execute_status", OBJECT));
    private static final Map<String, JsonNodeType> CHAT_MESSAGE = Map.of(
            "id", STRING,
            "conversation_id", STRING,
            "bot_id", STRING,
            "chat_id", STRING,
            "role", STRING,
            "type", STRING,
            "content", STRING,
            "content_type", STRING);

    static {
        HISTORY.putAll(Map.of(
                "error_code", STRING,
                "error_message", STRING,
                "debug_url", STRING,
                "logid", STRING,
                "usage", OBJECT,
                "is_output_trimmed", BOOLEAN,
                "token", STRING,
                "cost", STRING));
    }

    /** One answer of a kept exchange. */
    record Answer(String file, String path, int status, String type, String logId, String body) {

        @Override
        public String toString() {
            return file + " " + path;
        }
    }

    static List<Answer> answers() throws IOException {
        var answers = new ArrayList<Answer>();
        try (var files = Files.list(Path.of("src/test/resources/wire/coze/exchanges"))) {
            for (var file : files.sorted().toList()) {
                var found = ANSWER.matcher(Files.readString(file));
                while (found.find()) {
                    answers.add(new Answer(
                            file.getFileName().toString(),
                            found.group(2),
                            Integer.parseInt(found.group(3)),
                            found.group(4),
                            found.group(5),
                            found.group(6)));
                }
            }
        }
        return answers;
    }

    @ParameterizedTest
    @MethodSource("answers")
    void looksAsCozeDoes(Answer answer) throws IOException {
        assertThat(answer.logId()).startsWith("LOGID");
        if (answer.type().startsWith("text/event-stream")) {
            assertThat(answer.status()).isEqualTo(200);
            if (answer.path().equals("/v3/chat")) {
                chat(answer.body());
            } else {
                workflow(answer.body());
            }
            return;
        }
        assertThat(answer.type()).startsWith("application/json");
        var body = JSON.readTree(answer.body());
        if (answer.path().endsWith("/token")) {
            assertThat(types(body)).isEqualTo(answer.status() == 200 ? TOKEN : NO_TOKEN);
        } else {
            whole(answer, body);
        }
    }

    private static Map<String, JsonNodeType> types(JsonNode object) {
        var types = new TreeMap<String, JsonNodeType>();
        object.properties()
                .forEach(entry -> types.put(entry.getKey(), entry.getValue().getNodeType()));
        return types;
    }

    private static void usage(JsonNode usage) {
        assertThat(types(usage))
                .isEqualTo(Map.of("input_count", NUMBER, "output_count", NUMBER, "token_count", NUMBER));
    }

    private static void whole(Answer answer, JsonNode body) {
        assertThat(types(body)).containsAllEntriesOf(REFUSAL);
        assertThat(body.path("detail").path("logid").isTextual()).isTrue();
        var code = body.path("code").asInt();
        assertThat(answer.status()).isEqualTo(code == 4100 ? 401 : 200);
        if (code != 0) {
            assertThat(body.path("msg").asText()).isNotEmpty();
            assertThat(body.has("data")).isFalse();
        } else if (answer.path().contains("/run_histories/")) {
            assertThat(body.path("data").getNodeType()).isEqualTo(ARRAY);
            history(body.path("data"));
        } else {
            assertThat(body.path("debug_url").asText()).startsWith("https://www.coze.cn/work_flow?execute_id=");
            run(body);
        }
    }

    private static void run(JsonNode body) {
        if (body.has("interrupt_data")) {
            assertThat(types(body.path("interrupt_data"))).isEqualTo(INTERRUPT);
        } else if (body.has("data")) {
            assertThat(body.path("data").isTextual()).isTrue();
            usage(body.path("usage"));
        } else {
            assertThat(body.path("execute_id").isTextual()).isTrue();
        }
    }

    private static void history(JsonNode rows) {
        assertThat(rows).hasSize(1);
        var row = rows.path(0);
        assertThat(types(row)).containsAllEntriesOf(HISTORY);
        assertThat(row.path("execute_status").asText()).isIn("Success", "Running", "Fail");
        assertThat(row.path("error_code").asText().isEmpty())
                .isEqualTo(!row.path("execute_status").asText().equals("Fail"));
        usage(row.path("usage"));
        row.path("node_execute_status").forEach(node -> assertThat(types(node).keySet())
                .isEqualTo(Set.of(
                        "node_id",
                        "is_finish",
                        "loop_index",
                        "batch_index",
                        "update_time",
                        "sub_execute_id",
                        "node_execute_uuid")));
        if (row.has("interrupt_data")) {
            assertThat(types(row.path("interrupt_data"))).isEqualTo(INTERRUPT);
        }
    }

    private static void workflow(String stream) throws IOException {
        var frames = stream.split("\n\n");
        var events = new ArrayList<String>();
        for (var i = 0; i < frames.length; i++) {
            var frame = FRAME.matcher(frames[i]);
            assertThat(frame.matches()).as(frames[i]).isTrue();
            assertThat(frame.group(1)).isEqualTo(String.valueOf(i));
            assertThat(frame.group(3)).doesNotContain("&", "<", ">");
            events.add(frame.group(2));
            event(frame.group(2), JSON.readTree(frame.group(3)));
        }
        assertThat(events.getLast()).isIn("Done", "Error", "Interrupt");
    }

    private static void event(String name, JsonNode data) throws IOException {
        switch (name) {
            case "Message" -> {
                assertThat(types(data)).containsAllEntriesOf(MESSAGE);
                assertThat(data.path("node_seq_id").asText()).matches("\\d+");
                if (data.path("node_type").asText().equals("End")) {
                    assertThat(data.path("node_id").asText()).isEqualTo("900001");
                    assertThat(JSON.readTree(data.path("content").asText()).isObject())
                            .isTrue();
                    usage(data.path("usage"));
                }
            }
            case "Interrupt" -> {
                assertThat(types(data)).isEqualTo(Map.of("interrupt_data", OBJECT, "node_title", STRING));
                assertThat(types(data.path("interrupt_data"))).isEqualTo(INTERRUPT);
                assertThat(data.path("interrupt_data").path("event_id").asText())
                        .matches("ID\\d+/ID\\d+");
            }
            case "Error" -> assertThat(types(data)).isEqualTo(ERROR);
            case "Done" -> {
                assertThat(types(data)).isEqualTo(Map.of("node_execute_uuid", STRING, "debug_url", STRING));
                assertThat(data.path("debug_url").asText()).endsWith("&execute_mode=2");
            }
            case "PING" -> assertThat(data).isEqualTo(JSON.readTree("{\"content\":\"{}\",\"node_execute_uuid\":\"\"}"));
            default -> throw new AssertionError("Coze has no event " + name);
        }
    }

    private static void chat(String stream) throws IOException {
        for (var text : stream.split("\n\n")) {
            var frame = CHAT_FRAME.matcher(text);
            assertThat(frame.matches()).as(text).isTrue();
            var data = JSON.readTree(frame.group(2));
            if (frame.group(1).startsWith("conversation.message.")) {
                assertThat(types(data)).isEqualTo(CHAT_MESSAGE);
            } else if (frame.group(1).equals("done")) {
                assertThat(data.asText()).isEqualTo("[DONE]");
            } else {
                assertThat(frame.group(1)).startsWith("conversation.chat.");
                assertThat(types(data))
                        .containsEntry("status", STRING)
                        .containsEntry("conversation_id", STRING)
                        .containsEntry("last_error", OBJECT);
            }
        }
        assertThat(stream).endsWith("event:done\ndata:\"[DONE]\"");
    }
}
