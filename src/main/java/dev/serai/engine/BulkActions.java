package dev.serai.engine;

import dev.serai.queue.QueueUnavailable;
import dev.serai.queue.Unavailability;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Cancels, retries or does again many runs, one after the other in the background. How far it has come is stored with
 * each run, so it goes on where it was after the death of the process, in whatever hub, and does nothing twice.
 */
@Component
public class BulkActions implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BulkActions.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int PAGE = 100;

    /** Those who do it. */
    @Component
    record Doers(Runs runs, RunControl control, Reruns reruns, Kinds kinds) {}

    private final BulkRows rows;
    private final Doers doers;
    private final TransactionTemplate transactions;
    private final int most;
    private final Clock clock;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("engine-bulk").daemon().factory());
    private volatile boolean running;

    BulkActions(
            BulkRows rows, Doers doers, TransactionTemplate transactions, EngineProperties properties, Clock clock) {
        this.rows = rows;
        this.doers = doers;
        this.transactions = transactions;
        this.most = properties.bulk();
        this.clock = clock;
    }

    /**
     * What it would do; nothing is changed.
     *
     * @throws IllegalArgumentException if it cannot be done to runs of the statuses asked for
     */
    public BulkAction.Preview preview(BulkAction.Verb action, RunFilter asked, BulkAction.Options options) {
        var filter = action.fitting(asked).before(clock.instant());
        var effects = new LinkedHashMap<String, BulkAction.Preview.Effects>();
        var count = 0;
        @Nullable String after = null;
        do {
            var page = doers.runs().search(filter, after, Math.min(PAGE, most - count));
            count(action, options, page, effects);
            count += page.runs().size();
            after = page.next();
        } while (after != null && count < most);
        return new BulkAction.Preview(count, after != null, List.copyOf(effects.values()));
    }

    private void count(
            BulkAction.Verb action,
            BulkAction.Options options,
            RunPage page,
            Map<String, BulkAction.Preview.Effects> effects) {
        if (action == BulkAction.Verb.CANCEL || page.runs().isEmpty()) {
            return;
        }
        var again = action == BulkAction.Verb.RERUN;
        var ids = page.runs().stream().map(RunView::runId).toArray(String[]::new);
        var statuses = again ? List.of("succeeded", "begun") : List.of("failed");
        rows.count(ids, statuses)
                .forEach(one -> Superseding.effect(doers.kinds(), one.kind()).ifPresent(effect -> {
                    var happens = again || options.effects() || effect.equals(Effect.IDEMPOTENT.word());
                    var more = new BulkAction.Preview.Effects(one.node(), one.kind(), effect, one.runs(), happens);
                    effects.merge(one.node() + " " + one.kind(), more, BulkAction.Preview.Effects::and);
                }));
    }

    /**
     * Has it done in the background, to the runs that fit and have started before now; the newest first.
     *
     * @return its id
     * @throws IllegalArgumentException if it cannot be done to runs of the statuses asked for
     */
    public UUID start(BulkAction.Verb action, RunFilter asked, BulkAction.Options options) {
        var filter = action.fitting(asked).before(clock.instant());
        var id = UUID.randomUUID();
        rows.insert(id, action, filter, options);
        LOG.info(
                "bulk={} {} by={} why={} filter={}", id, action.word(), options.by(), options.why(), filter.criteria());
        if (running) {
            worker.execute(this::look);
        }
        return id;
    }

    /** How far it has come. */
    public Optional<BulkAction> find(UUID id) {
        return rows.find(id);
    }

    /** The newest ones. */
    public List<BulkAction> list(int limit) {
        return rows.list(limit);
    }

    /** Does nothing more; what is done stays done. False if it has ended already or is unknown. */
    public boolean stop(UUID id) {
        return rows.end(id, "stopped", false);
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        var unused = worker.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            rows.take().forEach(this::work);
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn(
                        "What was asked for of many runs could not be gone on with, it is tried again: {}",
                        e.toString());
            }
        }
    }

    private void work(UUID id) {
        var action = rows.find(id).orElseThrow();
        var goesOn = action.status().equals("running");
        var seen = action.seen();
        @Nullable String after = action.after();
        while (goesOn && running) {
            var page = doers.runs().search(action.filter(), after, PAGE);
            for (var run : page.runs()) {
                if (seen >= most || !running || !goesOn) {
                    break;
                }
                after = RunSearch.cursor(run);
                goesOn = one(action, RunId.of(run.runId()), after);
                seen++;
            }
            if (running && goesOn && (seen >= most || page.next() == null)) {
                goesOn = false;
                var more = seen >= most
                        && !doers.runs()
                                .search(action.filter(), after, 1)
                                .runs()
                                .isEmpty();
                if (rows.end(id, "completed", more)) {
                    LOG.info(
                            "bulk={} {} has come to its end after {} runs",
                            id,
                            action.action().word(),
                            seen);
                }
            }
        }
    }

    /** A run that nothing can be done to does not keep the others from their turn, a database that is away does. */
    private boolean one(BulkAction action, RunId run, String after) {
        try {
            return act(action, run, after);
        } catch (RunRefused e) {
            return rows.advance(action.id(), after, BulkRows.Became.PASSED_OVER, null);
        } catch (QueueUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            if (Unavailability.causes(e)) {
                throw e;
            }
            return rows.advance(action.id(), after, BulkRows.Became.FAILED, run + ": " + e.getMessage());
        }
    }

    /**
     * A run is called off once however often that is asked for, and a new run is known by its id; going on and noting
     * that it does are one transaction.
     */
    private boolean act(BulkAction action, RunId run, String after) {
        var options = action.options();
        return switch (action.action()) {
            case CANCEL -> {
                var cancelled = doers.control().cancel(run, options.by(), options.why());
                yield rows.advance(
                        action.id(), after, cancelled ? BulkRows.Became.DONE : BulkRows.Became.PASSED_OVER, null);
            }
            case RETRY ->
                Boolean.TRUE.equals(transactions.execute(status -> {
                    var goesOn = rows.advance(action.id(), after, BulkRows.Became.DONE, null);
                    if (goesOn) {
                        doers.control().retry(run, options.replay());
                    }
                    return goesOn;
                }));
            case RERUN -> {
                doers.reruns().start(run, options.replay(), copy(action, run));
                yield rows.advance(action.id(), after, BulkRows.Became.DONE, null);
            }
        };
    }

    private static RunId copy(BulkAction action, RunId run) {
        var name = "rerun:" + action.id() + ":" + run;
        return new RunId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** Stops with the runs that go on after a wait, before the queue does. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1400;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        worker.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
