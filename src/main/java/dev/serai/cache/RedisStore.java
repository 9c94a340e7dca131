package dev.serai.cache;

import io.lettuce.core.KeyValue;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts in Redis, each with its time to live. */
final class RedisStore implements KeyValueStore {

    private final RedisLink link;

    RedisStore(RedisLink link) {
        this.link = link;
    }

    @Override
    public boolean keeps() {
        return link.answers();
    }

    @Override
    public Map<String, String> get(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<String, String>();
        for (KeyValue<String, String> one : link.ask(redis -> redis.mget(names(keys)), List.of())) {
            one.ifHasValue(text -> found.put(link.bare(one.getKey()), text));
        }
        return found;
    }

    @Override
    public void put(Map<String, String> texts, Duration timeToLive) {
        texts.forEach((key, text) -> link.tell(redis -> redis.psetex(link.name(key), timeToLive.toMillis(), text)));
    }

    @Override
    public void remove(Collection<String> keys) {
        if (!keys.isEmpty()) {
            link.tell(redis -> redis.unlink(names(keys)));
        }
    }

    private String[] names(Collection<String> keys) {
        return keys.stream().map(link::name).toArray(String[]::new);
    }

    @Override
    public String place() {
        return link.place();
    }
}
