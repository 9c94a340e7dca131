package dev.serai.route;

import dev.serai.engine.NodeKind;
import dev.serai.flow.Fault;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.Kamelet;
import dev.serai.flow.KameletReader;
import dev.serai.flow.NodeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Kamelet files that are read once, for use without a hub.
 *
 * @param kamelets that are right
 * @param faults of the others
 */
public record KameletFiles(List<Kamelet> kamelets, List<Fault> faults) {

    static final String ENDING = ".kamelet.yaml";

    public KameletFiles {
        kamelets = List.copyOf(kamelets);
        faults = List.copyOf(faults);
    }

    /** Those below a folder of routes; those packed with the hub if it does not exist. */
    public static KameletFiles of(Path routes) {
        var texts = Files.isDirectory(routes) ? saved(routes.resolve("kamelets")) : packed();
        var kamelets = new LinkedHashMap<String, Kamelet>();
        var faults = new ArrayList<Fault>();
        texts.forEach((file, text) -> {
            try {
                var kamelet = KameletReader.read(file, text);
                var earlier = kamelets.putIfAbsent(kamelet.name(), kamelet);
                if (earlier != null) {
                    faults.add(twice(kamelet, earlier));
                }
            } catch (FlowRejected e) {
                faults.addAll(e.faults());
            }
        });
        return new KameletFiles(List.copyOf(kamelets.values()), faults);
    }

    static Fault twice(Kamelet kamelet, Kamelet earlier) {
        return kamelet.misnamed(
                "The name '" + kamelet.name() + "' is taken by " + earlier.file(), "give this one another name");
    }

    /** What the language must know about them. */
    public List<NodeType> types() {
        return kamelets.stream().map(Kamelet::type).toList();
    }

    /** The node types, working in a Camel of one's own; there are no secrets. */
    public List<NodeKind<?>> kinds(CamelContext camel) {
        var routes = new KameletRoutes(camel, Clock.systemUTC());
        KameletNode.Secrets none = name -> {
            throw new KameletNode.SecretMissing(name);
        };
        return kamelets.stream()
                .<NodeKind<?>>map(kamelet -> new KameletNode(kamelet, routes, none))
                .toList();
    }

    private static Map<String, String> saved(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        try (var files = Files.list(folder)) {
            var texts = new LinkedHashMap<String, String>();
            for (var file : files.filter(KameletFiles::isKamelet).sorted().toList()) {
                texts.put(file.toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isKamelet(Path file) {
        return String.valueOf(file.getFileName()).endsWith(ENDING);
    }

    /** Texts of those that come with the hub, by file. */
    static Map<String, String> packed() {
        try {
            var texts = new LinkedHashMap<String, String>();
            var found = new PathMatchingResourcePatternResolver().getResources("classpath*:routes/kamelets/*" + ENDING);
            for (var resource : found) {
                texts.put(
                        "routes/kamelets/" + resource.getFilename(),
                        resource.getContentAsString(StandardCharsets.UTF_8));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
