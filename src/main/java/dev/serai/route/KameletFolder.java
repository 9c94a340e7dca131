package dev.serai.route;

import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKinds;
import dev.serai.flow.Fault;
import dev.serai.flow.FaultSource;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.Kamelet;
import dev.serai.flow.KameletReader;
import dev.serai.flow.SettledFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The folder of Kamelets, each of which is a node type: one that is saved is at work within a second. One with faults,
 * or one that flows at work do not fit, changes nothing; so does deleting one that is used.
 */
@Component
class KameletFolder implements Kamelets, FaultSource {

    private static final Logger LOG = LoggerFactory.getLogger(KameletFolder.class);

    private final NodeKinds kinds;
    private final KameletRoutes routes;
    private final RouteProperties properties;
    private final KameletNode.Secrets secrets;
    private final SettledFiles files;
    private final KnownFaults faults = new KnownFaults();
    private final Map<Path, Kamelet> byFile = new HashMap<>();
    private final Map<String, KameletNode> byName = new ConcurrentHashMap<>();

    KameletFolder(NodeKinds kinds, CamelContext camel, RouteProperties properties, Environment settings, Clock clock) {
        this.kinds = kinds;
        this.properties = properties;
        this.routes = new KameletRoutes(camel, clock);
        this.secrets = name -> Optional.ofNullable(settings.getProperty("serai.node.secrets." + name))
                .orElseThrow(() -> new KameletNode.SecretMissing(name));
        var folder = properties.place().resolve("kamelets");
        this.files = new SettledFiles(
                properties.place(), 2, file -> folder.equals(file.getParent()) && KameletFiles.isKamelet(file));
    }

    @Override
    public List<Fault> faults() {
        return faults.all();
    }

    /** Takes what is there; to be called once, before flows are looked at. */
    void start() {
        if (properties.packed()) {
            KameletFiles.packed().forEach((file, text) -> take(Path.of(file), text));
        } else {
            files.takeAll().forEach(this::take);
        }
    }

    /** Takes what changed since the last look. */
    void lookAgain() {
        if (properties.packed()) {
            return;
        }
        for (var file : files.changed()) {
            take(file);
            files.take(file);
        }
        for (var file : files.gone()) {
            drop(file);
        }
        routes.sweep(properties.keepIdle());
    }

    private void take(Path file) {
        try {
            take(file, Files.readString(file));
        } catch (IOException e) {
            var why = "The file cannot be read: " + e;
            faults.tell(file, List.of(new Fault(file.toString(), 1, 1, null, why, "save it as UTF-8, readable")));
        }
    }

    private void take(Path file, String text) {
        try {
            var kamelet = KameletReader.read(file.toString(), text);
            if (!kamelet.equals(byFile.get(file))) {
                check(file, kamelet);
                put(file, kamelet);
            }
            faults.mended(file);
        } catch (FlowRejected e) {
            faults.tell(file, e.faults());
        }
    }

    private void put(Path file, Kamelet kamelet) {
        var node = new KameletNode(kamelet, routes, secrets);
        kinds.put(node);
        renamed(file, kamelet).ifPresent(other -> byFile.put(file, forget(other)));
        var before = byFile.put(file, kamelet);
        byName.put(kamelet.name(), node);
        if (before != null && !before.name().equals(kamelet.name())) {
            withdraw(before);
        } else if (before != null && !before.hash().equals(kamelet.hash())) {
            routes.retire(before);
        }
        routes.keep(kamelet);
        LOG.info("kamelet={} is {}", kamelet.name(), before == null ? "a node type" : "changed");
    }

    /** The file that held this Kamelet before, if it is called otherwise now. */
    private Optional<Path> renamed(Path file, Kamelet kamelet) {
        return byFile.entrySet().stream()
                .filter(other ->
                        !other.getKey().equals(file) && other.getValue().name().equals(kamelet.name()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Kamelet forget(Path file) {
        files.forget(file);
        faults.mended(file);
        return Objects.requireNonNull(byFile.remove(file));
    }

    /** Everything that can be known before a flow uses it. */
    private void check(Path file, Kamelet kamelet) {
        if (kinds.builtIn(kamelet.name())) {
            throw new FlowRejected(List.of(kamelet.misnamed(
                    "'" + kamelet.name() + "' is a node type of the hub", "give the Kamelet another name")));
        }
        byFile.forEach((other, one) -> {
            if (!other.equals(file) && one.name().equals(kamelet.name()) && Files.exists(other)) {
                throw new FlowRejected(List.of(KameletFiles.twice(kamelet, one)));
            }
        });
        var before = byFile.get(file);
        if (before != null && !before.name().equals(kamelet.name())) {
            kinds.refuseIfUsed(before.name());
        }
        try {
            routes.tryOut(kamelet);
        } catch (KameletRoutes.Refused e) {
            throw new FlowRejected(List.of(e.fault()));
        }
    }

    private void drop(Path file) {
        var kamelet = byFile.get(file);
        if (kamelet == null) {
            files.forget(file);
            faults.mended(file);
            return;
        }
        try {
            withdraw(kamelet);
            var unused = forget(file);
            faults.files().forEach(files::takeAgain); // its name is free now
        } catch (FlowRejected e) {
            var why = "The file is gone, and its Kamelet '" + kamelet.name() + "' stays at work because ";
            faults.tell(
                    file,
                    e.faults().stream()
                            .map(fault -> new Fault(
                                    file.toString(), 1, 1, null, why + fault, "put it back or change the flow first"))
                            .toList());
        }
    }

    private void withdraw(Kamelet kamelet) {
        kinds.remove(kamelet.name());
        byName.remove(kamelet.name());
        routes.retire(kamelet);
        LOG.info("kamelet={} is no longer a node type", kamelet.name());
    }

    @Override
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    @Override
    public Map<String, @Nullable Object> call(
            String name, Map<String, ? extends @Nullable Object> values, Set<String> known) {
        var node = byName.get(name);
        if (node == null) {
            throw new NodeFailed("there is no Kamelet '" + name + "'; add one to routes/kamelets/", false, null);
        }
        return node.call(values, known);
    }
}
