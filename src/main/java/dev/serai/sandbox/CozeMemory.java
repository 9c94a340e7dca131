package dev.serai.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last things of one kind by their ids; the oldest are forgotten. */
final class CozeMemory<T> {

    private final Map<String, T> things;

    CozeMemory(int keep) {
        things = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > keep;
            }
        };
    }

    synchronized void put(String id, T thing) {
        things.put(id, thing);
    }

    synchronized Optional<T> find(String id) {
        return Optional.ofNullable(things.get(id));
    }

    synchronized void clear() {
        things.clear();
    }
}
