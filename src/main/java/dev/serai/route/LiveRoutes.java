package dev.serai.route;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutesDefinition;

/**
 * The routes from files as Camel has them: of each a way in, which carries its id, and the steps behind it, which are
 * exchanged when the file changes. All that a change needs is built and started first; only then do exchanges take it,
 * so a change that fails has changed nothing. Used by one thread.
 */
final class LiveRoutes {

    /** A route at work. */
    private record Live(String from, RouteDefinition front, Junction junction) {}

    /** Camel said no; what it said is the cause. */
    static final class Refused extends RuntimeException {
        Refused(Exception cause) {
            super(cause);
        }
    }

    /** Exchanges are in a route that has to be closed. */
    static final class Busy extends RuntimeException {
        Busy(String route, Duration patience) {
            super("Route '" + route + "' is busy and cannot be closed within " + patience);
        }
    }

    private final ModelCamelContext camel;
    private final Duration drain;
    private final Map<String, Live> live = new HashMap<>();
    private final List<RouteSteps> retired = new ArrayList<>();
    private long made;

    LiveRoutes(CamelContext camel, Duration drain) {
        this.camel = (ModelCamelContext) camel;
        this.drain = drain;
    }

    /** Whether Camel has a route of this id, whoever put it there. */
    boolean has(String id) {
        return camel.getRouteDefinition(id) != null;
    }

    /**
     * Puts routes to work, in place of earlier ones.
     *
     * @param before ids of those earlier ones
     * @throws Refused when Camel cannot run them
     * @throws Busy when an earlier one has to be closed and is not left in time
     */
    void put(Map<String, RouteFile.Written> routes, Collection<String> before) {
        new Change().make(routes, before);
    }

    /** Takes steps out of Camel in which there is no exchange any more. */
    void sweep() {
        retired.removeIf(steps -> {
            if (!steps.close()) {
                return false;
            }
            remove(steps.route());
            return true;
        });
    }

    private void remove(String id) {
        try {
            if (camel.getRoute(id) != null) {
                camel.getRouteController().stopRoute(id);
                camel.removeRoute(id);
            }
            var definition = camel.getRouteDefinition(id);
            if (definition != null) {
                camel.removeRouteDefinition(definition);
            }
        } catch (Exception e) {
            throw new IllegalStateException("The route '" + id + "' cannot be removed", e);
        }
    }

    /** Camel applies configurations while it reads a file into its context, which is not done here. */
    private void configure(RouteDefinition route) {
        var routes = new RoutesDefinition();
        routes.setCamelContext(camel);
        routes.setResource(route.getResource());
        try {
            routes.prepareRoute(route);
        } catch (RuntimeException e) {
            throw new Refused(e);
        }
    }

    private void add(RouteDefinition route) {
        try {
            camel.addRouteDefinitions(List.of(route));
        } catch (Exception e) {
            remove(route.getId());
            throw new Refused(e);
        }
    }

    /** One change, which happens as a whole or not at all. */
    private final class Change {

        private final Deque<Runnable> undo = new ArrayDeque<>();
        private final List<Runnable> turns = new ArrayList<>();
        private final List<RouteSteps> left = new ArrayList<>();

        void make(Map<String, RouteFile.Written> routes, Collection<String> before) {
            try {
                var openings = new ArrayList<Runnable>();
                routes.forEach((id, route) -> {
                    var steps = build(id, route);
                    openings.add(() -> open(id, route, steps));
                });
                openings.forEach(Runnable::run);
                before.stream().filter(id -> !routes.containsKey(id)).forEach(this::close);
            } catch (RuntimeException e) {
                undo.forEach(Runnable::run);
                throw e;
            }
            turns.forEach(Runnable::run);
            retired.addAll(left);
        }

        /** The steps as a route of their own, which nobody enters yet. */
        private RouteSteps build(String id, RouteFile.Written written) {
            var name = id + "~" + ++made;
            var steps = written.route();
            steps.setId(name);
            steps.getInput().setUri("direct:" + name);
            steps.getInput().setId(name + "-from");
            if (live.containsKey(id)) {
                steps.setNodePrefixId(made + "~"); // Camel wants ids that differ over all its routes
            }
            configure(steps);
            add(steps);
            undo.push(() -> remove(name));
            try {
                var producer = camel.getEndpoint("direct:" + name).createAsyncProducer();
                producer.start();
                return new RouteSteps(name, producer);
            } catch (Exception e) {
                throw new Refused(e);
            }
        }

        private void open(String id, RouteFile.Written written, RouteSteps steps) {
            var known = live.get(id);
            var from = written.from().getEndpointUri();
            if (known != null && known.from().equals(from)) {
                turns.add(() -> left.add(known.junction().turn(steps)));
                return;
            }
            if (known != null) {
                close(id);
            }
            var junction = new Junction(steps);
            var front = front(id, written, junction);
            add(front);
            live.put(id, new Live(from, front, junction));
            undo.push(() -> {
                live.remove(id);
                remove(id);
            });
        }

        private RouteDefinition front(String id, RouteFile.Written written, Junction junction) {
            var front = new RouteDefinition();
            front.setInput(written.from());
            front.setId(id);
            front.setErrorHandlerFactory(new NoErrorHandlerBuilder());
            front.setAutoStartup(written.route().getAutoStartup());
            front.setStartupOrder(written.route().getStartupOrder());
            front.process(junction);
            written.route().setAutoStartup(null);
            written.route().setStartupOrder(null);
            return front;
        }

        /** Closes a way in once those who came by it are through. */
        private void close(String id) {
            var known = live.get(id);
            if (known == null) {
                return;
            }
            try {
                if (!camel.getRouteController().stopRoute(id, drain.toMillis(), TimeUnit.MILLISECONDS, true)) {
                    throw new Busy(id, drain);
                }
            } catch (Busy e) {
                throw e;
            } catch (Exception e) {
                throw new Refused(e);
            }
            remove(id);
            live.remove(id);
            undo.push(() -> {
                add(known.front());
                live.put(id, known);
            });
            turns.add(() -> left.add(known.junction().current()));
        }
    }
}
