package dev.serai.engine;

import dev.serai.flow.ConditionFailed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.model.ProcessorDefinition;
import org.jspecify.annotations.Nullable;

/** Where the ways of a run part and where each of them ends: the steps around branches and iterations. */
final class Ways {

    static final String FORK = "fork";
    static final String WAY = "way";
    static final String ITEMS = "items";
    private static final String PERMIT = "permit";
    private static final String BEGIN = "engine-way-begin";
    private static final String END = "engine-way-end";
    private static final String COUNT = "ways";
    private static final String PART = "engine-ways";
    private static final String GATHER = "engine-gather";
    private static final String THREADS = "engine-threads";

    private Ways() {}

    /** Makes the steps known to Camel. */
    static void bind(CamelContext camel) {
        var registry = camel.getRegistry();
        registry.bind(BEGIN, (org.apache.camel.Processor) Ways::begin);
        registry.bind(END, (org.apache.camel.Processor) Ways::end);
        registry.bind(PART, (org.apache.camel.Processor) Ways::part);
        registry.bind(GATHER, new Gather());
        registry.bind(
                THREADS,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("way-", 0).factory()));
    }

    /** The ways of a node that goes several of them at once; {@code follow} adds what one of them does. */
    static void parallel(
            String node,
            Collection<String> starts,
            ProcessorDefinition<?> route,
            java.util.function.BiConsumer<String, ProcessorDefinition<?>> follow) {
        route.setVariable(FORK).constant(node);
        route.setVariable(COUNT).constant(starts.size());
        route.process(PART);
        var multicast = route.multicast()
                .aggregationStrategy(GATHER)
                .parallelProcessing()
                .streaming()
                .executorService(THREADS);
        for (var start : starts) {
            var way = multicast.pipeline();
            way.setVariable(WAY).constant(start);
            way.process(BEGIN);
            follow.accept(start, way);
            way.process(END);
            way.end();
        }
        multicast.end();
    }

    /** The iterations of a loop; {@code body} adds what one of them does. */
    static void iterations(
            String node,
            Looping settings,
            ProcessorDefinition<?> route,
            java.util.function.Consumer<ProcessorDefinition<?>> body) {
        route.setVariable(FORK).constant(node);
        route.process(PART);
        var split = route.split().simple("${variable." + ITEMS + "}").aggregationStrategy(GATHER);
        if (settings.concurrency() > 1) {
            split.parallelProcessing().streaming().executorService(THREADS);
        }
        split.process(BEGIN);
        body.accept(split);
        split.process(END);
        split.end();
    }

    private static Run run(Exchange exchange) {
        var run = exchange.getVariable(Run.VARIABLE, Run.class);
        if (run == null) {
            throw new IllegalStateException("A flow's route runs only inside a run; start it through the engine");
        }
        return run;
    }

    private static CompiledNode<?> node(Exchange exchange, Run run) {
        return run.flow().node(exchange.getVariable(FORK, String.class));
    }

    private static void part(Exchange exchange) {
        var run = run(exchange);
        var node = node(exchange, run);
        var frame = Frame.of(exchange, run);
        if (node.settings() instanceof Looping looping) {
            var items = list(node, looping, frame);
            run.crossings().part(run.next(node.id(), frame), items.size());
            exchange.setVariable(ITEMS, items);
        } else {
            run.crossings().part(run.next(node.id(), frame), exchange.getVariable(COUNT, 0, Integer.class));
        }
    }

    private static List<?> list(CompiledNode<?> node, Looping looping, Frame frame) {
        var value = value(node, looping, frame);
        var items =
                switch (value) {
                    case null -> List.of();
                    case Collection<?> many -> List.copyOf(many);
                    case Map<?, ?> fields ->
                        List.copyOf(fields.entrySet().stream()
                                .map(field -> Map.of("key", field.getKey(), "value", field.getValue()))
                                .toList());
                    case Object[] many -> List.of(many);
                    default ->
                        throw new NodeFailed(
                                "Node '" + node.id() + "' failed: items is not a list: " + looping.items(),
                                false,
                                null);
                };
        if (items.size() > looping.maxIterations()) {
            throw new NodeFailed(
                    "Node '" + node.id() + "' failed: " + items.size() + " items are more than maxIterations, "
                            + looping.maxIterations(),
                    false,
                    null);
        }
        return items;
    }

    private static @Nullable Object value(CompiledNode<?> node, Looping looping, Frame frame) {
        try {
            return looping.items().evaluate(frame.context().scope());
        } catch (ConditionFailed e) {
            throw new NodeFailed("Node '" + node.id() + "' failed: items: " + e.getMessage(), false, e);
        }
    }

    /** A way that the meeting did without is not gone any further; iterations one by one wait for each other. */
    private static void begin(Exchange exchange) throws InterruptedException {
        var run = run(exchange);
        var node = node(exchange, run);
        var outer = Frame.of(exchange, run);
        var at = run.next(node.id(), outer);
        var index = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
        var looping = node.settings() instanceof Looping settings ? settings : null;
        var way = looping == null || index == null ? exchange.getVariable(WAY, "", String.class) : index.toString();
        if (run.without(at, way) || (looping != null && tooEarly(run, at, looping, index))) {
            exchange.setRouteStop(true);
            return;
        }
        if (looping != null && looping.concurrency() > 1) {
            var permits = run.crossings().permits(at, looping.concurrency());
            permits.acquire();
            exchange.setVariable(PERMIT, permits);
        }
        var frame = outer.way(at, way);
        if (looping != null && index != null) {
            frame.context().name("item", exchange.getMessage().getBody());
            frame.context().name("index", index);
        }
        exchange.setVariable(Frame.VARIABLE, frame);
    }

    private static boolean tooEarly(Run run, Turn at, Looping looping, @Nullable Integer index) {
        return looping.concurrency() == 1
                && index != null
                && run.crossings().arrivals(at).size() < index;
    }

    private static void end(Exchange exchange) {
        var run = run(exchange);
        run.crossings().arrive(Frame.of(exchange, run));
    }

    /** The route goes on with its own exchange; a way that failed fails the run. */
    private static final class Gather implements AggregationStrategy {

        @Override
        public Exchange aggregate(@Nullable Exchange before, Exchange way) {
            return way;
        }

        @Override
        public Exchange aggregate(@Nullable Exchange before, Exchange way, Exchange outer) {
            var permits = way.getVariable(PERMIT, Semaphore.class);
            if (permits != null) {
                permits.release();
            }
            if (way.getException() != null && outer.getException() == null) {
                outer.setException(way.getException());
            }
            return outer;
        }
    }
}
