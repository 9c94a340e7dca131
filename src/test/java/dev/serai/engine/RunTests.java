package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTests {

    @Test
    void runsNodeAfterNodeAndKeepsWhatEachDid() throws Exception {
        try (var engine = new EngineFixture(TestKinds.echo(), new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:echo", "b:echo", "end:end", "a>b", "b>end"));

            var run = engine.run("row", "{\"message\":{\"content\":\"你好\"}}");

            assertThat(engine.path(run)).containsExactly("a", "b", "end");
            assertThat(run.status()).isEqualTo("completed");
            assertThat(run.result().toString()).isEqualTo("{\"value\":\"b\"}");
            assertThat(run.input().at("/message/content").asText()).isEqualTo("你好");
        }
    }

    @Test
    void branchesNest() throws Exception {
        var pick =
                "{\"branches\":[{\"condition\":\"context.senderRole == 'x'\",\"targetNodeId\":\"b\",\"priority\":1}],\"defaultTargetNodeId\":\"c\"}";
        try (var engine = new EngineFixture(TestKinds.echo(), new TestKinds.Choosing(), new TestKinds.Ending())) {
            engine.publish(TestKinds.flow(
                    "pick",
                    Map.of("a", pick),
                    "a:choose",
                    "b:echo",
                    "c:echo",
                    "d:echo",
                    "end:end",
                    "b>d",
                    "c>d",
                    "d>end"));
            System.out.println(new CamelExport(engine.camel, engine.host).yaml(engine.flows.active.get("pick")));
            var run = engine.run("pick", "{\"message\":{\"content\":\"你好\"}}");

            assertThat(engine.path(run)).containsExactly("a", "c", "d", "end");
        }
    }
}
