package dev.serai.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.serai.flow.FlowNode;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;

/** The processor of one node type in compiled routes: runs the node whose step the exchange is in. */
final class NodeStep implements Processor {

    /** Under this variable a route shows what the author set. */
    static final String SETTINGS = "settings";

    private final NodeRunner runner;

    NodeStep(NodeRunner runner) {
        this.runner = runner;
    }

    /** Under this name the processor of a type is found in the registry. */
    static String reference(String kind) {
        return "node-" + kind;
    }

    /** What the author set, for the eyes of whoever reads the route. */
    static String text(FlowNode node) {
        var text = JsonNodeFactory.instance.objectNode();
        text.put("name", node.name());
        text.set("config", node.config());
        return text.toString();
    }

    @Override
    public void process(Exchange exchange) {
        var run = exchange.getVariable(Run.VARIABLE, Run.class);
        if (run == null) {
            throw new IllegalStateException("A flow's route runs only inside a run; start it through the engine");
        }
        var node = exchange.getProperty(ExchangePropertyKey.STEP_ID, String.class);
        runner.run(run, run.flow().node(node));
    }
}
