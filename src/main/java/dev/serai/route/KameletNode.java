package dev.serai.route;

import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.Kamelet;
import dev.serai.flow.NodeType;
import dev.serai.flow.PropertyValues;
import dev.serai.flow.SettingsRejected;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes of one Kamelet. What is the same in each run fills in its template; everything else travels as values. */
record KameletNode(Kamelet kamelet, KameletRoutes routes, Secrets secrets) implements NodeKind<PropertyValues> {

    @Override
    public NodeType type() {
        return kamelet.type();
    }

    @Override
    public Effect effect() {
        return Effect.valueOf(kamelet.effect().toUpperCase(Locale.ROOT));
    }

    @Override
    public void prepare(PropertyValues settings) {
        try {
            routes.prepare(kamelet, constants(settings.constants()));
        } catch (SecretMissing e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (KameletRoutes.Refused e) {
            var fault = e.fault();
            var place = fault.file() + ":" + fault.line();
            throw new IllegalArgumentException(
                    place + ": the Kamelet cannot be filled in with these settings: "
                            + fault.message().replace("; ", ", ") + "; mend the settings or the Kamelet",
                    e);
        }
    }

    @Override
    public Outcome run(PropertyValues settings, Step step) {
        var values = settings.in(step.scope());
        try {
            kamelet.schema().check(values);
            return Outcome.of(call(settings.constants(), values)).from(values);
        } catch (SettingsRejected e) {
            throw new NodeFailed(String.valueOf(e.getMessage()), false, e);
        }
    }

    /**
     * What the Kamelet leaves when it is called by its name.
     *
     * @param known names of the values that are the same in each run
     * @throws NodeFailed when a value does not fit or the Kamelet fails
     */
    Map<String, @Nullable Object> call(Map<String, ? extends @Nullable Object> values, Set<String> known) {
        try {
            var bound = kamelet.schema().bind(values, known);
            return call(bound.constants(), bound.in(Map.of()));
        } catch (SettingsRejected e) {
            throw new NodeFailed(String.valueOf(e.getMessage()), false, e);
        }
    }

    private Map<String, @Nullable Object> call(Map<String, String> constants, Map<String, @Nullable Object> values) {
        try {
            var known = revealed(values);
            var answer = routes.call(kamelet, constants(constants), exchange -> RouteCall.fill(exchange, known));
            return RouteCall.output(answer, "the Kamelet '" + kamelet.name() + "'", effect() != Effect.ONCE);
        } catch (SecretMissing | KameletRoutes.Refused e) {
            throw new NodeFailed(String.valueOf(e.getMessage()), false, e);
        }
    }

    /** A flow names a secret; the Kamelet gets it. */
    private Map<String, String> constants(Map<String, String> named) {
        var constants = new LinkedHashMap<>(named);
        constants.replaceAll((name, value) -> kamelet.schema().secrets().contains(name) ? secrets.find(value) : value);
        return constants;
    }

    private Map<String, @Nullable Object> revealed(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> known = new LinkedHashMap<String, @Nullable Object>(values);
        kamelet.schema().secrets().forEach(name -> {
            if (known.get(name) instanceof String secret) {
                known.put(name, secrets.find(secret));
            }
        });
        return known;
    }

    /** Credentials by the names that flows use. */
    @FunctionalInterface
    interface Secrets {

        /**
         * The secret itself.
         *
         * @throws SecretMissing when there is none of this name
         */
        String find(String name);
    }

    /** There is no such secret. */
    static final class SecretMissing extends RuntimeException {
        SecretMissing(String name) {
            super("There is no secret '" + name + "'; set serai.node.secrets." + name);
        }
    }
}
