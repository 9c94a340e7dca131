package dev.serai.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.serai.flow.FlowNode;
import dev.serai.flow.FlowVersion;
import java.util.Collections;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;

/** The processor of one node type in compiled routes: runs the node whose step the exchange is in. */
final class NodeStep implements Processor {

    /** Under this variable a route shows what the author set. */
    static final String SETTINGS = "settings";

    /** Under this name a node that waits leaves how many milliseconds its route is to hold. */
    static final String PAUSE = "pause";

    private final NodeRunner runner;

    NodeStep(NodeRunner runner) {
        this.runner = runner;
    }

    /** Under this name the processor of a type is found in the registry. */
    static String reference(String kind) {
        return "node-" + kind;
    }

    /** The id of a node's step; Camel wants ids that differ over all its routes. */
    static String id(FlowVersion version, String node) {
        return CompiledFlow.routeId(version) + "/" + node;
    }

    /**
     * What the author set, for the eyes of whoever reads the route. Camel takes {@code {{name}}} for a property of its
     * own, so braces are escaped as its manual says (Using property placeholders, escape).
     */
    static String text(FlowNode node) {
        var text = JsonNodeFactory.instance.objectNode();
        text.put("name", node.name());
        text.set("config", node.config());
        return escaped(text.toString());
    }

    /** JSON text without a pair of braces that Camel would look into; the same JSON once Camel has read it. */
    static String escaped(String json) {
        var safe = new StringBuilder(json.length() + 16);
        var quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '{' || c == '}') {
                int run = run(json, i);
                safe.append(quoted ? inText(c, run) : String.join(" ", Collections.nCopies(run, String.valueOf(c))));
                i += run - 1;
            } else if (c == '\\') {
                safe.append(c).append(json.charAt(++i));
            } else {
                quoted ^= c == '"';
                safe.append(c);
            }
        }
        return safe.toString();
    }

    /** A pair as Camel's manual says; more of them in a row, which Camel cannot tell apart, as JSON's escapes. */
    private static String inText(char brace, int run) {
        if (run == 1) {
            return String.valueOf(brace);
        }
        return run == 2 ? "\\" + brace + brace : (brace == '{' ? "\\u007b" : "\\u007d").repeat(run);
    }

    /** How often the character at this place stands there in a row. */
    private static int run(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) == text.charAt(at)) {
            end++;
        }
        return end - at;
    }

    @Override
    public void process(Exchange exchange) {
        var run = exchange.getVariable(Run.VARIABLE, Run.class);
        if (run == null) {
            throw new IllegalStateException("A flow's route runs only inside a run; start it through the engine");
        }
        var step = exchange.getProperty(ExchangePropertyKey.STEP_ID, "", String.class);
        var node = run.flow().node(step.substring(step.lastIndexOf('/') + 1));
        switch (runner.run(run, Frame.of(exchange, run), node)) {
            case NodeRunner.Next.Onward onward ->
                exchange.setVariable(PAUSE, onward.pause().toMillis());
            case NodeRunner.Next.Parked parked -> exchange.setRouteStop(true);
        }
    }
}
