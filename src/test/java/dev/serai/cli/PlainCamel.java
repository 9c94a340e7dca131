package dev.serai.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.engine.DryRun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.LanguageSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.MapContext;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.jspecify.annotations.Nullable;

/**
 * A Camel that knows nothing of the hub, with exported routes in it as Camel's own YAML loader reads them. Where the
 * hub has nodes it has stand-ins, which leave what the nodes of an earlier run left.
 */
final class PlainCamel implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JexlEngine JEXL = new JexlBuilder()
            .permissions(JexlPermissions.UNRESTRICTED)
            .strict(false)
            .safe(true)
            .create();

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Map<String, Deque<DryRun.Turn>> turns = new HashMap<>();
    private final Map<String, Object> nodes = new ConcurrentHashMap<>();
    private final List<String> path = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param yaml the exported routes
     * @param types whose processors they may name
     * @param earlier the run that is taken again
     */
    PlainCamel(String yaml, Collection<String> types, DryRun earlier) throws Exception {
        earlier.turns().forEach(turn -> turns.computeIfAbsent(turn.node(), any -> new ArrayDeque<>())
                .add(turn));
        var registry = camel.getRegistry();
        types.forEach(type -> registry.bind("node-" + type, (Processor) this::node));
        registry.bind("jexl", new Jexl());
        registry.bind("engine-ways", (Processor) this::part);
        registry.bind("engine-way-begin", (Processor) exchange -> {});
        registry.bind("engine-way-end", (Processor) exchange -> {});
        registry.bind("engine-gather", new Gather());
        registry.bind("engine-threads", Executors.newVirtualThreadPerTaskExecutor());
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("export.camel.yaml", yaml));
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.getShutdownStrategy().setTimeout(100);
        camel.start();
    }

    /** Goes through the routes from the start; answers the nodes it came by. */
    List<String> go(String route) throws Exception {
        var exchange = new DefaultExchange(camel);
        try (var producer = camel.createProducerTemplate()) {
            producer.send("direct:" + route, exchange);
        }
        if (exchange.getException() != null && !(exchange.getException() instanceof Failed)) {
            throw exchange.getException();
        }
        return List.copyOf(path);
    }

    /** The earlier run failed here. */
    private static final class Failed extends RuntimeException {}

    private void node(Exchange exchange) throws Exception {
        var step = exchange.getProperty(ExchangePropertyKey.STEP_ID, "", String.class);
        var node = step.substring(step.lastIndexOf('/') + 1);
        if (!JSON.readTree(exchange.getVariable("settings", String.class))
                .path("config")
                .isObject()) {
            throw new IllegalStateException("The settings of '" + node + "' did not arrive");
        }
        path.add(node);
        var left = turns.getOrDefault(node, new ArrayDeque<>());
        var turn = left.size() > 1 ? left.poll() : left.peek();
        if (turn == null) {
            throw new IllegalStateException("The earlier run did not come by '" + node + "'");
        }
        if (turn.status().equals("failed")) {
            throw new Failed();
        }
        exchange.setRouteStop(turn.status().equals("waiting"));
        nodes.put(node, turn.output());
        exchange.setVariable("pause", 0);
    }

    /** As many iterations as the earlier run had. */
    private void part(Exchange exchange) {
        var loop = turns.get(exchange.getVariable("fork", String.class));
        var results = loop == null ? null : loop.getFirst().output().get("results");
        var count = results instanceof Collection<?> many ? many.size() : 1;
        exchange.setVariable("items", IntStream.range(0, count).boxed().toList());
    }

    private static final class Gather implements AggregationStrategy {

        @Override
        public Exchange aggregate(@Nullable Exchange before, Exchange way) {
            return way;
        }

        @Override
        public Exchange aggregate(@Nullable Exchange before, Exchange way, Exchange outer) {
            if (way.getException() != null) {
                outer.setException(way.getException());
            }
            return outer;
        }
    }

    /** The language of conditions, over what the nodes left. */
    private final class Jexl extends LanguageSupport {

        @Override
        public Predicate createPredicate(String text) {
            return ExpressionAdapter.class.cast(createExpression(text));
        }

        @Override
        public Expression createExpression(String text) {
            var expression = JEXL.createExpression(text);
            return new ExpressionAdapter() {
                @Override
                public @Nullable Object evaluate(Exchange exchange) {
                    return expression.evaluate(new MapContext(Map.of("nodes", nodes)));
                }
            };
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
