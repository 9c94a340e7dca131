package dev.serai.engine;

import dev.serai.queue.Batcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Commits what runs did since their last commit, many runs in one transaction. */
@Component
class Segments implements DisposableBean {

    private final List<Batcher<Segment>> writers = new ArrayList<>();
    private final EngineProperties properties;

    Segments(RunStore store, EngineProperties properties) {
        this.properties = properties;
        for (int i = 0; i < properties.writers(); i++) {
            writers.add(new Batcher<>("engine-commit-" + i, properties.batch(), store::write));
        }
    }

    /** Commits a checkpoint; returns when it is in the database. */
    void commit(Run run) {
        commit(run.segment(RunStatus.RUNNING, null, null));
    }

    /** Commits that a run waits. */
    void park(Run run) {
        commit(run.segment(RunStatus.WAITING, null, null));
    }

    /** Commits the end of a run. */
    void finish(Run run, RunStatus status, Instant at, @Nullable String error) {
        commit(run.segment(status, at, error));
    }

    private void commit(Segment segment) {
        var writer = writers.get(Math.floorMod(segment.run().id().hashCode(), writers.size()));
        writer.submitAndWait(segment, properties.patience());
        segment.run().committed(segment);
        var told = new LinkedHashSet<Runnable>();
        segment.writes().forEach(write -> told.add(write.committed()));
        told.forEach(Runnable::run);
    }

    @Override
    public void destroy() {
        writers.forEach(Batcher::close);
    }
}
