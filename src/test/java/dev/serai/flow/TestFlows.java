package dev.serai.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** Flows to begin a test with, and what the checker says about others. */
final class TestFlows {

    static final FlowReader READER = new FlowReader(new TestTypes());

    static final String GREETING = """
            id: flow_greeting
            name: 问候
            version: 1.0.0
            status: active
            triggerType: webhook
            nodes:
              - id: start
                nodeType: trigger_webhook
              - id: reply
                nodeType: send_command
                data:
                  config:
                    content: "你好，{{userName}}"
              - id: done
                nodeType: end
            connections:
              - {source: start, target: reply}
              - {source: reply, target: done}
            """;

    private TestFlows() {}

    /** A file from the folder of golden files. */
    static String resource(String name) {
        try {
            return new ClassPathResource("flow/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Fault> faults(String file, String text) {
        try {
            READER.read(file, text);
            return List.of();
        } catch (FlowRejected e) {
            return e.faults();
        }
    }
}
