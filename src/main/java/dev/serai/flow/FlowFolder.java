package dev.serai.flow;

import dev.serai.cache.Broadcast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The folder of flow files: all of it is published at the start, a saved change within a second. A file that changed is
 * taken once it looks the same in two looks, so a half-written one does no harm; one with faults changes nothing.
 */
@Component
public class FlowFolder implements FaultSource, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(FlowFolder.class);

    private final StoredFlows flows;
    private final Broadcast broadcast;
    private final FlowProperties properties;
    private final SettledFiles files;
    private final Map<String, List<Fault>> faults = new HashMap<>();
    private boolean watched;
    private volatile boolean moreTypes;

    /** What is known of files that are looked at only because there are more node types now. */
    private Map<String, List<Fault>> known = Map.of();

    private String trouble = "";
    private @Nullable ScheduledExecutorService watch;

    FlowFolder(StoredFlows flows, Broadcast broadcast, FlowProperties properties) {
        this.flows = flows;
        this.broadcast = broadcast;
        this.properties = properties;
        this.files =
                new SettledFiles(Path.of(properties.folder()), 1, file -> flow(String.valueOf(file.getFileName())));
    }

    /** What is wrong with files in the folder right now; the versions at work are older ones without these faults. */
    @Override
    public List<Fault> faults() {
        synchronized (faults) {
            return faults.values().stream().flatMap(List::stream).toList();
        }
    }

    /** Once everything stands, and before work is taken up. */
    @EventListener(ApplicationStartedEvent.class)
    void start() {
        flows.load();
        var folder = Path.of(properties.folder());
        watched = Files.isDirectory(folder);
        if (watched) {
            publishNew(read(files.takeAll()));
        } else {
            publishNew(packed());
            LOG.info("There is no folder '{}': the flows packed with the hub are used", folder);
        }
        moreTypes = false;
        watch(folder);
    }

    private void publishNew(List<FlowSource> sources) {
        publish(sources.stream().filter(source -> !flows.upToDate(source)).toList());
    }

    private void watch(Path folder) {
        var millis = properties.watchInterval().toMillis();
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("flow-folder").daemon().factory());
        var unused = thread.scheduleWithFixedDelay(() -> round(folder), millis, millis, TimeUnit.MILLISECONDS);
        watch = thread;
        broadcast.listen(VersionStore.TOPIC, new Neighbours(thread));
    }

    /** What other hubs do is taken over at once, and when it was not heard, with the next look. */
    private final class Neighbours implements Broadcast.Listener {

        private final ExecutorService thread;

        Neighbours(ExecutorService thread) {
            this.thread = thread;
        }

        @Override
        public void heard(String flowId) {
            if (!thread.isShutdown()) {
                thread.execute(() -> catchUp(flowId));
            }
        }

        private void catchUp(String flowId) {
            try {
                flows.catchUp(flowId);
            } catch (RuntimeException e) {
                LOG.debug("flow={} is taken over with the next look: {}", flowId, e.getMessage());
            }
        }

        @Override
        public void missed() {}
    }

    private void round(Path folder) {
        try {
            flows.catchUp();
            if (watched) {
                lookAgain();
            }
            trouble = "";
        } catch (RuntimeException e) {
            var reason = String.valueOf(e.getMessage());
            if (!reason.equals(trouble)) {
                LOG.error("The flows in '{}' could not be looked at: {}", folder, reason);
            }
            trouble = reason;
        }
    }

    /** A node type has come: files that were refused for want of it may be right now. */
    @EventListener
    void on(NodeTypesChanged changed) {
        flows.broken.clear();
        moreTypes = true;
    }

    /** Publishes the files that changed since they were published and look the same as last time. */
    void lookAgain() {
        if (moreTypes) {
            moreTypes = false;
            synchronized (faults) {
                faults.keySet().forEach(file -> files.takeAgain(Path.of(file)));
                known = Map.copyOf(faults);
            }
        }
        for (var file : files.changed()) {
            publish(read(List.of(file)));
            files.take(file);
        }
        known = Map.of();
        files.gone().forEach(files::forget);
        forgetFaultsOfMissing();
    }

    /** A file that is gone has no faults; its flow stays as it is. */
    private void forgetFaultsOfMissing() {
        var present = files.present();
        synchronized (faults) {
            faults.keySet().removeIf(file -> !present.contains(Path.of(file)));
        }
    }

    private void publish(List<FlowSource> sources) {
        var results = flows.publishAll(sources);
        for (int i = 0; i < results.size(); i++) {
            report(sources.get(i).file(), results.get(i));
        }
    }

    private void report(String file, Publication result) {
        synchronized (faults) {
            faults.remove(file);
            if (result instanceof Publication.Rejected rejected) {
                faults.put(file, rejected.faults());
            }
        }
        switch (result) {
            case Publication.Rejected rejected
            when rejected.faults().equals(known.get(file)) -> LOG.debug("{} still has its faults", file);
            case Publication.Rejected rejected ->
                LOG.error(
                        "{} has {} and changes nothing:\n{}",
                        file,
                        count(rejected.faults().size()),
                        lines(rejected));
            case Publication.Activated(FlowVersion version, Semver retired) ->
                LOG.info("flow={} version={} is active{}", version.flowId(), version.version(), instead(retired));
            case Publication.Stored(FlowVersion version, Semver retired) ->
                LOG.info("flow={} version={} is kept{}", version.flowId(), version.version(), instead(retired));
            case Publication.Unchanged unchanged -> LOG.debug("{} is unchanged", file);
        }
    }

    private static String instead(@Nullable Semver retired) {
        return retired == null ? "" : ", " + retired + " is retired";
    }

    private static String count(int faults) {
        return faults == 1 ? "a fault" : faults + " faults";
    }

    private static String lines(Publication.Rejected rejected) {
        return String.join(
                "\n", rejected.faults().stream().map(fault -> "  " + fault).toList());
    }

    private static boolean flow(String name) {
        return name.endsWith(".flow.yaml") || name.endsWith(".flow.yml") || name.endsWith(".flow.json");
    }

    /** The texts of the files; one that cannot be read is told like one with a fault. */
    private List<FlowSource> read(List<Path> files) {
        var sources = new ArrayList<FlowSource>();
        for (var file : files) {
            try {
                sources.add(
                        new FlowSource(file.toString(), Files.readString(file), "file", "saved in the flow folder"));
            } catch (IOException e) {
                var fault = new Fault(
                        file.toString(), 1, 1, null, "The file cannot be read: " + e, "save it as UTF-8, readable");
                report(file.toString(), new Publication.Rejected(file.toString(), List.of(fault)));
            }
        }
        return sources;
    }

    private List<FlowSource> packed() {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources("classpath:routes/flows/*.flow.*");
            var sources = new ArrayList<FlowSource>();
            for (var resource : found) {
                var text = resource.getContentAsString(StandardCharsets.UTF_8);
                sources.add(
                        new FlowSource("routes/flows/" + resource.getFilename(), text, "file", "packed with the hub"));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        if (watch != null) {
            watch.shutdownNow();
        }
    }
}
