package dev.serai.route;

import dev.serai.engine.NodeFailed;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Kamelets at work, for nodes that name one. */
public interface Kamelets {

    /** Whether there is a Kamelet of this name. */
    boolean has(String name);

    /**
     * Sends values through a Kamelet.
     *
     * @param values by property; a property that is left out takes its default
     * @param known names of the values that are the same in each run; only they may be constants of the Kamelet
     * @return {@code body} and {@code headers}
     * @throws NodeFailed when there is no such Kamelet, a value does not fit, or it fails
     */
    Map<String, @Nullable Object> call(String name, Map<String, ? extends @Nullable Object> values, Set<String> known);
}
