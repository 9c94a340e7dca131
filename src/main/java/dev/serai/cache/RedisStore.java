package dev.serai.cache;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
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
        if (!texts.isEmpty()) {
            var unused = link.tell(redis -> inOneWrite(redis, texts, timeToLive));
        }
    }

    /** All commands in one write to the socket; answers are in their order, so the last one tells of all. */
    private RedisFuture<?> inOneWrite(
            StatefulRedisConnection<String, String> redis, Map<String, String> texts, Duration timeToLive) {
        var commands = new ArrayList<AsyncCommand<String, String, String>>();
        texts.forEach((key, text) -> commands.add(new AsyncCommand<>(new Command<>(
                CommandType.PSETEX,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8)
                        .addKey(link.name(key))
                        .add(timeToLive.toMillis())
                        .addValue(text)))));
        var unused = redis.dispatch(commands);
        return commands.getLast();
    }

    @Override
    public void remove(Collection<String> keys) {
        if (!keys.isEmpty()) {
            var unused = link.tell(redis -> redis.async().unlink(names(keys)));
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
