package dev.serai.route;

import dev.serai.flow.Fault;
import dev.serai.flow.FaultSource;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.Flows;
import dev.serai.flow.SettledFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The folder of Camel routes: all of them are there when Camel starts, and a saved change is at work within a second,
 * without an exchange being lost. A bad change changes nothing.
 */
@Component
class RouteFolder implements FaultSource, CamelContextConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);
    private static final int DEEPEST = 10;

    private final RouteProperties properties;
    private final Flows flows;
    private final LiveRoutes live;
    private final CamelContext camel;
    private final SettledFiles files;
    private final KnownFaults faults = new KnownFaults();
    private final Map<Path, RouteFile> atWork = new TreeMap<>();

    RouteFolder(RouteProperties properties, @Lazy Flows flows, CamelContext camel) {
        this.properties = properties;
        this.flows = flows;
        this.camel = camel;
        this.live = new LiveRoutes(camel, properties.drain());
        this.files = new SettledFiles(properties.place(), DEEPEST, this::wanted);
    }

    private boolean wanted(Path file) {
        var below = properties.place().relativize(file);
        return String.valueOf(file.getFileName()).endsWith(RouteFile.ENDING) && !below.startsWith("examples");
    }

    @Override
    public List<Fault> faults() {
        return faults.all();
    }

    /** The hub does not start on routes that are wrong: without them it would lose what comes in. */
    @Override
    public void beforeApplicationStart(CamelContext context) {
        var routes = new LinkedHashMap<Path, String>();
        texts().forEach((file, text) -> {
            if (RouteFile.more(text)) { // before the routes that need it
                load(file, text);
            } else {
                routes.put(file, text);
            }
        });
        routes.forEach(this::begin);
    }

    private void begin(Path file, String text) {
        var read = RouteFile.read(camel, file, text);
        refuseTaken(read, Set.of());
        refuseIfUnknown(read);
        live.put(read.routes(), Set.of());
        atWork.put(file, read);
    }

    @Override
    public void afterApplicationStart(CamelContext context) {}

    /** A file with more than routes is Camel's own business. */
    private void load(Path file, String text) {
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(file.toString(), text));
        } catch (Exception e) {
            throw new FlowRejected(List.of(CamelFaults.of(file.toString(), text, e, List.of())));
        }
    }

    private Map<Path, String> texts() {
        var texts = new LinkedHashMap<Path, String>();
        try {
            if (properties.packed()) {
                var found = new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:routes/*" + RouteFile.ENDING);
                for (var resource : found) {
                    var file = Path.of("routes", String.valueOf(resource.getFilename()));
                    texts.put(file, resource.getContentAsString(StandardCharsets.UTF_8));
                }
            } else {
                for (var file : files.takeAll()) {
                    texts.put(file, Files.readString(file));
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes what changed since the last look. */
    void lookAgain() {
        if (properties.packed()) {
            return;
        }
        for (var file : files.changed()) {
            change(file);
        }
        for (var file : files.gone()) {
            drop(file);
        }
        live.sweep();
    }

    private void change(Path file) {
        try {
            var text = Files.readString(file);
            if (RouteFile.more(text)) {
                throw wrong(file, "There is more than routes in this file", "restart the hub, or keep routes apart");
            }
            var read = RouteFile.read(camel, file, text);
            var before = before(read);
            var ids = new TreeSet<String>();
            var doors = new TreeSet<String>();
            before.forEach(old -> {
                ids.addAll(old.routes().keySet());
                doors.addAll(old.doors());
            });
            refuseTaken(read, ids);
            refuseIfUnknown(read);
            refuseIfMissed(file, doors, read.doors());
            put(read, ids);
            before.forEach(old -> forget(old.file()));
            atWork.put(file, read);
            faults.mended(file);
            files.take(file);
            LOG.info("{} is at work: {}", file, String.join(", ", read.routes().keySet()));
        } catch (FlowRejected e) {
            faults.tell(file, e.faults());
            files.take(file);
        } catch (LiveRoutes.Busy e) {
            faults.tell(file, List.of(fault(file, String.valueOf(e.getMessage()), "it is tried again until it works")));
        } catch (IOException e) {
            faults.tell(file, List.of(fault(file, "The file cannot be read: " + e, "save it as UTF-8, readable")));
            files.take(file);
        }
    }

    /** What a file takes the place of: its earlier text, and that of a file it was called before. */
    private List<RouteFile> before(RouteFile read) {
        return atWork.values().stream()
                .filter(old -> old.file().equals(read.file())
                        || (Files.notExists(old.file())
                                && !Collections.disjoint(
                                        old.routes().keySet(), read.routes().keySet())))
                .toList();
    }

    private void forget(Path file) {
        atWork.remove(file);
        files.forget(file);
        faults.mended(file);
    }

    private void put(RouteFile read, Set<String> before) {
        try {
            live.put(read.routes(), before);
        } catch (LiveRoutes.Refused e) {
            throw new FlowRejected(List.of(CamelFaults.of(read.file().toString(), read.text(), e, read.steps())));
        }
    }

    private void drop(Path file) {
        var old = atWork.get(file);
        try {
            if (old != null) {
                refuseIfMissed(file, old.doors(), Set.of());
                old.routes().keySet().stream()
                        .filter(HubRoutes::own)
                        .findFirst()
                        .ifPresent(id -> {
                            throw wrong(
                                    file,
                                    "The hub needs its route '" + id + "', which stays at work",
                                    "put the file back");
                        });
                live.put(Map.of(), old.routes().keySet());
                LOG.info(
                        "{} is gone, and so are {}",
                        file,
                        String.join(", ", old.routes().keySet()));
            }
            forget(file);
            faults.files().forEach(files::takeAgain); // an id or an address may be free now
        } catch (FlowRejected e) {
            faults.tell(file, e.faults());
        } catch (LiveRoutes.Busy e) {
            faults.tell(file, List.of(fault(file, String.valueOf(e.getMessage()), "it is tried again until it works")));
        }
    }

    private void refuseTaken(RouteFile read, Set<String> own) {
        var taken = new ArrayList<Fault>();
        read.routes().forEach((id, written) -> {
            if (!own.contains(id) && live.has(id)) {
                var line = Math.max(1, written.route().getLineNumber());
                var why = "There is another route '" + id + "'";
                taken.add(new Fault(read.file().toString(), line, 1, null, why, "give this one another id"));
            }
        });
        if (!taken.isEmpty()) {
            throw new FlowRejected(taken);
        }
    }

    /** Camel says nothing of a configuration that is not there, and the route would do without. */
    private void refuseIfUnknown(RouteFile read) {
        var known = ((ModelCamelContext) camel).getRouteConfigurationDefinitions();
        read.routes().values().forEach(written -> {
            for (var wanted : RouteFile.configurations(written.route())) {
                if (known.stream().noneMatch(one -> PatternHelper.matchPattern(one.getId(), wanted))) {
                    throw new FlowRejected(List.of(new Fault(
                            read.file().toString(),
                            Math.max(1, written.route().getLineNumber()),
                            1,
                            null,
                            "There is no routeConfiguration '" + wanted + "'",
                            "write one in a file of its own and restart the hub, or take the name out")));
                }
            }
        });
    }

    /** A way in that is called from elsewhere cannot go. */
    private void refuseIfMissed(Path file, Set<String> before, Set<String> after) {
        var lost = new TreeSet<>(before);
        lost.removeAll(after);
        for (var door : lost) {
            if (door.startsWith("direct:") && HubRoutes.own(door)) {
                throw wrong(file, "The hub calls '" + door + "'", "keep a route from there");
            }
            caller(file, door).ifPresent(caller -> {
                throw wrong(
                        file, "'" + door + "' is called by " + caller, "keep a route from there, or change that first");
            });
        }
    }

    private Optional<String> caller(Path file, String door) {
        var name = Pattern.compile(Pattern.quote(door) + "(?![\\w.~-])");
        var other = atWork.values().stream()
                .filter(one ->
                        !one.file().equals(file) && name.matcher(one.text()).find())
                .map(one -> one.file().toString())
                .findFirst();
        return other.or(() -> flows.allActive().stream()
                .filter(version -> version.definition().nodes().stream()
                        .anyMatch(node -> node.config().path("uri").asText().equals(door)))
                .map(version -> "flow " + version.flowId())
                .findFirst());
    }

    private static FlowRejected wrong(Path file, String message, String hint) {
        return new FlowRejected(List.of(fault(file, message, hint)));
    }

    private static Fault fault(Path file, String message, String hint) {
        return new Fault(file.toString(), 1, 1, null, message, hint);
    }
}
