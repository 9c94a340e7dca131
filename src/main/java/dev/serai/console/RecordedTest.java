package dev.serai.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.serai.engine.DryRun;
import dev.serai.engine.Recordings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recorded run, written as a test of its flow. */
record RecordedTest(Recordings.Recording recording, List<Map<String, @Nullable Object>> commands) {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build())
            .build();

    private static final String METADATA = "metadata";

    /** The file that holds this test alone. */
    String yaml() {
        try {
            return comment() + YAML.writeValueAsString(Map.of("tests", List.of(test())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Run " + recording.id() + " cannot be written as YAML", e);
        }
    }

    private String comment() {
        var path = recording.run().turns().stream().map(DryRun.Turn::node).toList();
        var head = "# " + recording.flowId() + " " + recording.version() + "\n";
        return path.equals(recording.path()) || !recording.ordered()
                ? head
                : head + "# the run itself came by " + String.join(", ", recording.path()) + "\n";
    }

    private Map<String, Object> test() {
        var test = new LinkedHashMap<String, Object>();
        test.put("name", "as in run " + recording.id());
        test.put("at", recording.at().toString());
        var context = plain(recording.context());
        if (context.remove("message") instanceof Map<?, ?> message) {
            test.put("message", message);
        }
        if (context.get(METADATA) instanceof Map<?, ?> metadata
                && metadata.size() == 2
                && "api".equals(metadata.get("trigger"))
                && metadata.get("input") instanceof Map<?, ?> input) {
            test.put("input", input);
            context.remove(METADATA);
        }
        test.put("context", context);
        var nodes = new LinkedHashMap<String, Object>();
        recording.standIns().forEach((node, standIn) -> nodes.put(node, instead(standIn)));
        test.put("nodes", nodes);
        test.put("expect", expected());
        test.values().removeIf(one -> one instanceof Map<?, ?> map && map.isEmpty());
        test.putIfAbsent("expect", Map.of());
        return test;
    }

    private static Map<String, Object> instead(DryRun.StandIn standIn) {
        return switch (standIn) {
            case DryRun.StandIn.Output output -> Map.of("output", plain(output.fields()));
            case DryRun.StandIn.Outputs outputs ->
                Map.of(
                        "outputs",
                        outputs.turns().stream().map(RecordedTest::plain).toList());
            case DryRun.StandIn.Failure failure -> Map.of("fails", failure.reason());
            default -> throw new IllegalStateException("Not to be written as a test: " + standIn);
        };
    }

    private Map<String, Object> expected() {
        var expected = new LinkedHashMap<String, Object>();
        var run = recording.run();
        expected.put("status", run.status());
        if (recording.ordered()) {
            expected.put("path", run.turns().stream().map(DryRun.Turn::node).toList());
        }
        var outputs = new LinkedHashMap<String, Object>();
        recording.outputs().forEach((node, fields) -> outputs.put(node, plain(fields)));
        if (!outputs.isEmpty()) {
            expected.put("outputs", outputs);
        }
        expected.put("commands", commands.stream().map(RecordedTest::plain).toList());
        if (run.error() != null) {
            expected.put("error", run.error());
        }
        return expected;
    }

    /** Without fields that have no value: to leave one out says the same. */
    private static Map<String, Object> plain(Map<?, ?> fields) {
        var plain = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> {
            if (value != null) {
                plain.put(String.valueOf(name), value(value));
            }
        });
        return plain;
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return plain(map);
        }
        if (value instanceof List<?> list) {
            var values = new ArrayList<Object>();
            list.forEach(one -> values.add(one == null ? "" : value(one)));
            return values;
        }
        return value;
    }
}
