package dev.serai.route;

import dev.serai.flow.Fault;
import dev.serai.flow.Kamelet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The routes Camel makes of Kamelets: one for each text of a Kamelet and each set of constants its template is filled
 * in with. They are made when they are needed and removed when they are not, so that a run that began with an earlier
 * text finds that text's route. Safe for use by many threads.
 */
final class KameletRoutes {

    /** What one route is made of. */
    private record Key(String name, String hash, Map<String, String> constants) {}

    /** A route that can be called. */
    private static final class Instance {
        private final String route;
        private final Endpoint entry;
        private int inFlight;
        private Instant lastCall;

        Instance(String route, Endpoint entry, Instant now) {
            this.route = route;
            this.entry = entry;
            this.lastCall = now;
        }
    }

    private final ModelCamelContext camel;
    private final ProducerTemplate calls;
    private final Clock clock;
    private final Map<Key, Instance> instances = new HashMap<>();
    private final Set<String> retired = new HashSet<>();
    private long made;

    KameletRoutes(CamelContext camel, Clock clock) {
        this.camel = (ModelCamelContext) camel;
        this.calls = camel.createProducerTemplate();
        this.clock = clock;
    }

    /** Camel cannot make a route of a Kamelet. */
    static final class Refused extends RuntimeException {

        private final transient Fault fault;

        Refused(Fault fault, Exception cause) {
            super(fault.toString(), cause);
            this.fault = fault;
        }

        /** Where in its file, and why. */
        Fault fault() {
            return fault;
        }
    }

    private RouteTemplateDefinition template(Kamelet kamelet) {
        try {
            return read(kamelet);
        } catch (Exception e) {
            throw new Refused(CamelFaults.of(kamelet.file(), kamelet.text(), e, List.of()), e);
        }
    }

    private RouteTemplateDefinition read(Kamelet kamelet) throws Exception {
        var resource = ResourceHelper.fromString(kamelet.name() + ".kamelet.yaml", kamelet.text());
        var builders = PluginHelper.getRoutesLoader(camel).findRoutesBuilders(List.of(resource));
        var builder = (RouteBuilder) builders.iterator().next();
        builder.setCamelContext(camel);
        builder.configure();
        return builder.getRouteTemplateCollection().getRouteTemplates().getFirst();
    }

    /**
     * Makes a route and removes it again. Of a template that has to be filled in with constants only a flow knows,
     * nothing but the form is looked at.
     *
     * @throws Refused when that fails
     */
    synchronized void tryOut(Kamelet kamelet) {
        var constants = kamelet.schema().usualConstants();
        if (constants.isEmpty()) {
            template(kamelet);
        } else {
            end(make(kamelet, constants.get()));
        }
    }

    /**
     * Makes the route for these constants now, so that what is wrong with it is known.
     *
     * @throws Refused when that fails
     */
    synchronized void prepare(Kamelet kamelet, Map<String, String> constants) {
        instance(kamelet, constants);
    }

    /**
     * Sends one exchange through the Kamelet.
     *
     * @param fill puts in what the Kamelet works on
     * @throws Refused when the route cannot be made; what happens in it stands in the exchange
     */
    Exchange call(Kamelet kamelet, Map<String, String> constants, Consumer<Exchange> fill) {
        var instance = enter(kamelet, constants);
        try {
            return calls.request(instance.entry, fill::accept);
        } finally {
            leave(instance);
        }
    }

    private synchronized Instance enter(Kamelet kamelet, Map<String, String> constants) {
        var instance = instance(kamelet, constants);
        instance.inFlight++;
        return instance;
    }

    private synchronized void leave(Instance instance) {
        instance.inFlight--;
        instance.lastCall = clock.instant();
    }

    private Instance instance(Kamelet kamelet, Map<String, String> constants) {
        var key = new Key(kamelet.name(), kamelet.hash(), constants);
        var known = instances.get(key);
        if (known != null) {
            return known;
        }
        var instance = make(kamelet, constants);
        instances.put(key, instance);
        return instance;
    }

    private Instance make(Kamelet kamelet, Map<String, String> constants) {
        var template = template(kamelet);
        var name = kamelet.name() + "@" + kamelet.hash();
        var route = "kamelet-" + kamelet.name() + "-" + ++made;
        template.setId(name);
        template.getTemplateParameters()
                .removeIf(one -> !kamelet.schema().constants().contains(one.getName()));
        try {
            camel.addRouteTemplateDefinitions(List.of(template));
            return new Instance(route, entry(name, route, constants), clock.instant());
        } catch (Exception e) {
            remove(route);
            var steps = template.getRoute().getOutputs();
            throw new Refused(CamelFaults.of(kamelet.file(), kamelet.text(), e, steps), e);
        } finally {
            removeTemplate(template);
        }
    }

    /**
     * The constants go to Camel as values, not as a part of the address, where one of them could be taken for an
     * option. What fails is told by the node, so Camel need not log it.
     */
    private Endpoint entry(String template, String route, Map<String, String> constants) throws Exception {
        var kamelets = camel.getComponent("kamelet", KameletComponent.class);
        var values = new Properties();
        values.putAll(constants);
        kamelets.setRouteProperties(new HashMap<>(Map.of(route, values)));
        try {
            var options = new HashMap<String, Object>(Map.of("noErrorHandler", true));
            var entry = kamelets.createEndpoint("kamelet:" + template + "/" + route, options);
            entry.start();
            return entry;
        } finally {
            kamelets.setRouteProperties(new HashMap<>());
        }
    }

    /** The Kamelet is no longer used by new runs; its routes go when the last run has left them. */
    synchronized void retire(Kamelet kamelet) {
        retired.add(kamelet.hash());
    }

    /** The Kamelet is used by new runs, maybe again. */
    synchronized void keep(Kamelet kamelet) {
        retired.remove(kamelet.hash());
    }

    /** Removes the routes that are retired or have not been called for so long, and in which there is nobody. */
    synchronized void sweep(Duration idle) {
        var limit = clock.instant().minus(idle);
        for (var key : Set.copyOf(instances.keySet())) {
            var instance = instances.get(key);
            if (instance != null
                    && instance.inFlight == 0
                    && (retired.contains(key.hash()) || instance.lastCall.isBefore(limit))) {
                instances.remove(key);
                end(instance);
            }
        }
    }

    private void end(Instance instance) {
        instance.entry.stop();
        remove(instance.route);
    }

    private void remove(String route) {
        try {
            camel.getRouteController().stopRoute(route);
            camel.removeRoute(route);
            var definition = camel.getRouteDefinition(route);
            if (definition != null) {
                camel.removeRouteDefinition(definition);
            }
        } catch (Exception e) {
            throw new IllegalStateException("The route '" + route + "' cannot be removed", e);
        }
    }

    private void removeTemplate(RouteTemplateDefinition template) {
        try {
            camel.removeRouteTemplateDefinition(template);
        } catch (Exception e) {
            throw new IllegalStateException("The template '" + template.getId() + "' cannot be removed", e);
        }
    }
}
