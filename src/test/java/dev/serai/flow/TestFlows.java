package dev.serai.flow;

import java.util.List;

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

    static List<Fault> faults(String file, String text) {
        try {
            READER.read(file, text);
            return List.of();
        } catch (FlowRejected e) {
            return e.faults();
        }
    }
}
