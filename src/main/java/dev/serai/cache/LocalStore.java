package dev.serai.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Texts in the memory of this process; when there is no more room those that were used least are given up. */
final class LocalStore implements KeyValueStore {

    private record Entry(String text, Duration timeToLive) {}

    private final com.github.benmanes.caffeine.cache.Cache<String, Entry> entries;

    /**
     * An empty one.
     *
     * @param room for so many characters
     */
    LocalStore(Clock clock, long room) {
        entries = Caffeine.newBuilder()
                .maximumWeight(room)
                .weigher(
                        (String key, Entry entry) -> key.length() + entry.text().length())
                .expireAfter(Expiry.writing((String key, Entry entry) -> entry.timeToLive()))
                .ticker(Caches.ticker(clock))
                .executor(Runnable::run)
                .build();
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public Map<String, String> get(Collection<String> keys) {
        var found = new HashMap<String, String>();
        entries.getAllPresent(keys).forEach((key, entry) -> found.put(key, entry.text()));
        return found;
    }

    @Override
    public void put(Map<String, String> texts, Duration timeToLive) {
        texts.forEach((key, text) -> entries.put(key, new Entry(text, timeToLive)));
    }

    @Override
    public void remove(Collection<String> keys) {
        entries.invalidateAll(keys);
    }

    @Override
    public String place() {
        return "none: what may be lost is kept in this process (one instance)";
    }
}
