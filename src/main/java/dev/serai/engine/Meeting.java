package dev.serai.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node sees at which ways of a run meet.
 *
 * @param ways how many ways there are
 * @param arrived the ways that have come to their end, each with what its last node left
 */
public record Meeting(int ways, Map<String, Map<String, @Nullable Object>> arrived) {

    /** For a node at which nothing meets. */
    static final Meeting NONE = new Meeting(0, Map.of());

    public Meeting {
        arrived = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arrived));
    }
}
