package dev.serai.provider;

import dev.serai.flow.FlowRejected;
import dev.serai.flow.SettledFiles;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Brings models into force that are saved as a file, or by another hub in the database, and knows which are well. */
@Component
class ModelWatch implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);
    private static final Duration NEIGHBOURS = Duration.ofSeconds(5);

    private final ModelFolder folder;
    private final StoredModels stored;
    private final ModelRegistry registry;
    private final ModelHealth health;
    private final Duration interval;
    private @Nullable SettledFiles files;
    private @Nullable ScheduledExecutorService rounds;
    private String trouble = "";

    ModelWatch(
            ModelFolder folder,
            StoredModels stored,
            ModelRegistry registry,
            ModelHealth health,
            ProviderProperties settings) {
        this.folder = folder;
        this.stored = stored;
        this.registry = registry;
        this.health = health;
        this.interval = settings.watchInterval();
    }

    /** Files that were saved while the hub started are taken with the first look. */
    @EventListener(ApplicationStartedEvent.class)
    void start() {
        if (folder.watched()) {
            var all = folder.files();
            all.takeAll();
            files = all;
            round(() -> registry.reload(folder));
        }
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("model-watch").daemon().factory());
        var unused = thread.scheduleWithFixedDelay(
                () -> round(this::look), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        var unusedToo = thread.scheduleWithFixedDelay(
                () -> round(this::catchUp), 0, NEIGHBOURS.toMillis(), TimeUnit.MILLISECONDS);
        rounds = thread;
    }

    private void round(Runnable work) {
        try {
            work.run();
            trouble = "";
        } catch (FlowRejected e) {
            LOG.debug("Models stay as they are: {}", e.getMessage()); // the folder has told it
        } catch (RuntimeException e) {
            var reason = String.valueOf(e.getMessage());
            if (!reason.equals(trouble)) {
                LOG.error("The models could not be looked at: {}", reason);
            }
            trouble = reason;
        }
    }

    /** Takes the folder anew if a file in it came, changed or went. */
    void look() {
        var watched = files;
        if (watched == null) {
            return;
        }
        var changed = watched.changed();
        var gone = watched.gone();
        if (changed.isEmpty() && gone.isEmpty()) {
            return;
        }
        changed.forEach(watched::take);
        gone.forEach(watched::forget);
        registry.reload(folder);
    }

    private void catchUp() {
        if (stored.changed()) {
            registry.reload(stored);
        }
        health.look();
    }

    @Override
    public void destroy() {
        if (rounds != null) {
            rounds.shutdownNow();
        }
    }
}
