package dev.serai.engine;

import dev.serai.queue.Fence;
import dev.serai.queue.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes segments through the routes {@code engine-runs}, {@code engine-ends} and {@code engine-nodes} and the
 * endpoints of those whose rows the nodes want stored, all in one transaction.
 */
@Component
class RunStore {

    private final ProducerTemplate producer;
    private final TransactionTemplate transactions;
    private final Fence fence;
    private final Members members;

    RunStore(@Lazy ProducerTemplate producer, TransactionTemplate transactions, Fence fence, Members members) {
        this.producer = producer;
        this.transactions = transactions;
        this.fence = fence;
        this.members = members;
    }

    void write(List<Segment> segments) {
        transactions.executeWithoutResult(status -> {
            fence.check();
            send(
                    "direct:engine-runs",
                    runs(segments.stream().filter(Segment::first).toList()));
            send(
                    "direct:engine-ends",
                    runs(segments.stream().filter(one -> !one.first()).toList()));
            send("direct:engine-nodes", nodes(segments));
            rests(segments);
            rows(segments).forEach((endpoint, rows) -> rows.inWrites().forEach(some -> store(endpoint, some)));
        });
    }

    /** What was waited for is forgotten before what is waited for from now on is noted. */
    private void rests(List<Segment> segments) {
        var over = new ArrayList<Over>();
        var pauses = new ArrayList<Pausing>();
        segments.forEach(one -> {
            one.rest()
                    .over()
                    .forEach((turn, signals) -> over.add(new Over(one.run().id(), turn, signals)));
            one.rest()
                    .parkings()
                    .forEach(parking -> pauses.add(new Pausing(one.run().id(), parking)));
        });
        send("direct:engine-woken", overs(over));
        send("direct:engine-waits", pauses(pauses, members.self()));
        var ended = segments.stream().filter(Segment::clears).toList();
        if (!ended.isEmpty()) {
            store("direct:engine-cleared", Map.of("runs", ids(ended)));
        }
    }

    private static String[] ids(List<Segment> segments) {
        return segments.stream().map(one -> one.run().id().toString()).toArray(String[]::new);
    }

    private record Over(RunId run, Turn turn, int signals) {}

    private static Map<String, @Nullable Object[]> overs(List<Over> over) {
        var columns = new Columns<>(over);
        columns.add("runs", one -> one.run().toString());
        columns.add("nodes", one -> one.turn().node());
        columns.add("turns", one -> one.turn().name());
        columns.add("signals", one -> String.valueOf(one.signals()));
        return columns.columns;
    }

    private record Pausing(RunId run, Run.Parking parking) {}

    private static Map<String, @Nullable Object[]> pauses(List<Pausing> pauses, Members.Owner owner) {
        var columns = new Columns<>(pauses);
        columns.add("runs", one -> one.run().toString());
        columns.add("nodes", one -> one.parking().turn().node());
        columns.add("turns", one -> one.parking().turn().name());
        columns.add("dues", one -> {
            var until = one.parking().pause().until();
            return until == null ? null : until.toString();
        });
        columns.add("events", one -> one.parking().pause().event());
        columns.add("matches", one -> Json.text(one.parking().pause().match()));
        columns.add("seen", one -> String.valueOf(one.parking().seen()));
        columns.add("owners", one -> owner.name());
        columns.add("epochs", one -> String.valueOf(owner.epoch()));
        return columns.columns;
    }

    private void send(String endpoint, Map<String, @Nullable Object[]> columns) {
        if (columns.values().iterator().next().length > 0) {
            store(endpoint, columns);
        }
    }

    /** Camel must know that the exchange is part of a transaction, or else camel-sql commits after each batch. */
    private void store(String endpoint, Object body) {
        var exchange = producer.send(endpoint, fresh -> {
            fresh.getExchangeExtension().setTransacted(true);
            fresh.getMessage().setBody(body);
        });
        if (exchange.getException() != null) {
            throw CamelExecutionException.wrapCamelExecutionException(exchange, exchange.getException());
        }
    }

    private static Map<String, @Nullable Object[]> runs(List<Segment> segments) {
        var columns = new Columns<>(segments);
        columns.add("ids", one -> one.run().id().toString());
        columns.add("flows", one -> one.run().flow().version().flowId());
        columns.add("versions", one -> one.run().flow().version().version().toString());
        columns.add("statuses", one -> one.status().word());
        columns.add("inputs", one -> one.first() ? one.run().start().payload() : null);
        columns.add(
                "results", one -> one.status().finished() ? Json.text(one.run().result()) : null);
        columns.add("errors", one -> clean(one.error()));
        columns.add("received", one -> one.run().start().receivedAt().toString());
        columns.add("started", one -> one.run().start().startedAt().toString());
        columns.add(
                "finished",
                one -> one.finishedAt() == null ? null : one.finishedAt().toString());
        return columns.columns;
    }

    private record Done(RunId run, Execution execution) {}

    private static Map<String, @Nullable Object[]> nodes(List<Segment> segments) {
        var turns = new ArrayList<Done>();
        segments.forEach(one -> one.executions()
                .forEach(execution -> turns.add(new Done(one.run().id(), execution))));
        var columns = new Columns<>(turns);
        columns.add("runs", one -> one.run().toString());
        columns.add("seqs", one -> String.valueOf(one.execution().seq()));
        columns.add("nodes", one -> one.execution().node());
        columns.add("turns", one -> one.execution().turn().name());
        columns.add("kinds", one -> one.execution().kind());
        columns.add("statuses", one -> one.execution().status().word());
        columns.add("levels", one -> one.execution().level().name());
        columns.add("attempts", one -> String.valueOf(one.execution().attempt()));
        columns.add("inputs", one -> Json.text(Masking.masked(one.execution().input())));
        columns.add("outputs", one -> Json.text(one.execution().memory().output()));
        columns.add("told", one -> told(one.execution().memory()));
        columns.add("errors", one -> clean(one.execution().error()));
        columns.add("started", one -> one.execution().startedAt().toString());
        columns.add("durations", one -> String.valueOf(one.execution().took().toNanos() / 1000));
        return columns.columns;
    }

    private static @Nullable String told(Execution.Memory memory) {
        return memory.told().isEmpty() && memory.named().isEmpty()
                ? null
                : Json.text(Map.of("context", memory.told(), "variables", memory.named()));
    }

    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace('\0', ' ');
    }

    private static Map<String, Rows> rows(List<Segment> segments) {
        var rows = new LinkedHashMap<String, Rows>();
        for (var segment : segments) {
            for (var write : segment.writes()) {
                rows.computeIfAbsent(write.endpoint(), any -> new Rows()).add(write);
            }
        }
        return rows;
    }

    /** What one endpoint is to store. */
    private static final class Rows {

        private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        private int atOnce = Integer.MAX_VALUE;

        void add(Write write) {
            rows.add(write.row());
            atOnce = Math.min(atOnce, write.atOnce());
        }

        List<List<Map<String, @Nullable Object>>> inWrites() {
            var writes = new ArrayList<List<Map<String, @Nullable Object>>>();
            for (int from = 0; from < rows.size(); from += Math.min(atOnce, rows.size())) {
                writes.add(rows.subList(from, from + Math.min(atOnce, rows.size() - from)));
            }
            return writes;
        }
    }

    /** Rows turned into arrays, one for each column, as {@code unnest} takes them. */
    private static final class Columns<T> {

        private final List<T> rows;
        final Map<String, @Nullable Object[]> columns = new LinkedHashMap<>();

        Columns(List<T> rows) {
            this.rows = rows;
        }

        void add(String name, Function<T, @Nullable String> value) {
            columns.put(name, rows.stream().map(value).toArray(String[]::new));
        }
    }
}
