package dev.serai.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.serai.cache.KeyValueStore;
import dev.serai.queue.Batcher;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * What waiting runs know, at hand for whichever hub goes on with them. It is put there after the commit with which a
 * run begins to wait, so a run that never waits costs nothing here; and it counts only as long as the database says
 * that nothing was added since, so an old one does no harm and a lost one only costs the longer way.
 */
@Component
class Contexts implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Contexts.class);
    private static final TypeReference<List<Execution>> EXECUTIONS = new TypeReference<>() {};
    private static final String KEY = "engine:context:";

    /**
     * How far the nodes of a run have come. Executions are only added and superseded, never changed otherwise, so what
     * has the same extent is the same.
     */
    record Extent(long executions, long superseded) {

        static Extent of(Collection<Execution> executions) {
            return new Extent(
                    executions.size(),
                    executions.stream().filter(Execution::superseded).count());
        }
    }

    /** A change to the store; without a text it is a removal. */
    private record Change(String key, @Nullable String text) {}

    private final KeyValueStore store;
    private final EngineProperties.Context properties;
    private final Clock clock;
    private final Batcher<Change> changes;

    Contexts(KeyValueStore store, EngineProperties properties, Clock clock) {
        this.store = store;
        this.properties = properties.context();
        this.clock = clock;
        this.changes = new Batcher<>("engine-contexts", this.properties.batch(), this::write);
    }

    /** Whether a run that is about to wait may need it: not one that surely waits longer than an entry lives. */
    boolean wants(Run run) {
        return store.keeps() && run.mayWakeBefore(clock.instant().plus(properties.timeToLive()));
    }

    /** A run is in the database as waiting: what it knows is put at hand. */
    void keep(Run run) {
        var text = Json.text(run.committed().stream()
                .sorted(Comparator.comparingInt(Execution::seq))
                .map(Execution::withoutInput)
                .toList());
        change(new Change(key(run.id()), text.length() <= properties.longest() ? text : null));
    }

    /** A run is in the database as ended. */
    void forget(RunId id) {
        if (store.keeps()) {
            change(new Change(key(id), null));
        }
    }

    private void change(Change change) {
        try {
            changes.put(change, Duration.ZERO);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is left to the database: {}", change.key(), e.getMessage());
        }
    }

    private void write(List<Change> batch) {
        var last = new LinkedHashMap<String, @Nullable String>();
        batch.forEach(change -> last.put(change.key(), change.text()));
        var texts = new HashMap<String, String>();
        last.forEach((key, text) -> {
            if (text != null) {
                texts.put(key, text);
            }
        });
        last.keySet().removeAll(texts.keySet());
        store.put(texts, properties.timeToLive());
        store.remove(last.keySet());
    }

    /** What is at hand of these runs, each in the order in which it was done; some or all of it may be old. */
    Map<RunId, List<Execution>> find(Collection<RunId> ids) {
        var texts = store.get(ids.stream().map(Contexts::key).toList());
        var found = new HashMap<RunId, List<Execution>>();
        ids.forEach(id -> {
            var text = texts.get(key(id));
            if (text != null) {
                read(id, text, found);
            }
        });
        return found;
    }

    /** One of a hub that writes them in another way is none. */
    private static void read(RunId id, String text, Map<RunId, List<Execution>> found) {
        try {
            found.put(id, Json.read(text, EXECUTIONS));
        } catch (IllegalArgumentException e) {
            LOG.debug("run={} what is at hand of it cannot be read: {}", id, e.getMessage());
        }
    }

    private static String key(RunId id) {
        return KEY + id;
    }

    @Override
    public void destroy() {
        changes.close();
    }
}
