package dev.serai.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Remembers the last things that happened and how often each of them did, so that a test can count without walking. The
 * total is exact for ever; the count of one thing is exact as long as no more than {@code keep} were added.
 */
final class CountedLog<E> {

    private record Entry<E>(String key, E value) {}

    private final int keep;
    private final ArrayDeque<Entry<E>> entries = new ArrayDeque<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private long total;
    private int repeated;

    CountedLog(int keep) {
        this.keep = keep;
    }

    /** Adds one and says how often its key has been seen now. */
    synchronized int add(String key, E value) {
        if (entries.size() >= keep) {
            forget(entries.removeFirst().key());
        }
        entries.addLast(new Entry<>(key, value));
        total++;
        var count = counts.merge(key, 1, Integer::sum);
        if (count == 2) {
            repeated++;
        }
        return count;
    }

    synchronized long total() {
        return total;
    }

    synchronized int distinct() {
        return counts.size();
    }

    /** How many different keys were seen more than once. */
    synchronized int repeated() {
        return repeated;
    }

    synchronized int count(String key) {
        return counts.getOrDefault(key, 0);
    }

    synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    synchronized int matching(Predicate<E> filter) {
        var matches = 0;
        for (var entry : entries) {
            matches += filter.test(entry.value()) ? 1 : 0;
        }
        return matches;
    }

    /** The newest entries that pass, newest first, after leaving out some. */
    synchronized List<E> newest(Predicate<E> filter, long skip, long limit) {
        var found = new ArrayList<E>();
        var left = skip;
        Iterator<Entry<E>> backwards = entries.descendingIterator();
        while (backwards.hasNext() && found.size() < limit) {
            var value = backwards.next().value();
            if (filter.test(value) && left-- <= 0) {
                found.add(value);
            }
        }
        return found;
    }

    synchronized void clear() {
        entries.clear();
        counts.clear();
        total = 0;
        repeated = 0;
    }

    private void forget(String key) {
        var count = counts.merge(key, -1, Integer::sum);
        if (count == 1) {
            repeated--;
        }
        if (count == 0) {
            counts.remove(key);
        }
    }
}
