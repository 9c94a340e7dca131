package dev.serai.provider;

import dev.serai.flow.Fault;
import dev.serai.flow.FaultSource;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.PlacedSettings;
import dev.serai.flow.SettledFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The folder of model files, one model each; those packed with the hub are taken if there is no such folder. */
@Component
class ModelFolder implements ModelSource, FaultSource {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFolder.class);

    private final Path folder;
    private final Protocols protocols;
    private final Environment environment;
    private final Map<String, PlacedSettings<ModelFile>> placed = new TreeMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private volatile List<Fault> faults = List.of();

    ModelFolder(ProviderProperties settings, Protocols protocols, Environment environment) {
        this.folder = Path.of(settings.modelFolder());
        this.protocols = protocols;
        this.environment = environment;
    }

    /** The files as they look now, to notice when one changes. */
    SettledFiles files() {
        return new SettledFiles(folder, 1, ModelFolder::model);
    }

    /** Whether there is anything to watch. */
    boolean watched() {
        return Files.isDirectory(folder);
    }

    private static boolean model(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    @Override
    public List<Fault> faults() {
        return faults;
    }

    @Override
    public int rank() {
        return 2;
    }

    @Override
    public synchronized List<ModelEntry> read() {
        placed.clear();
        var found = new ArrayList<Fault>();
        var entries = new ArrayList<ModelEntry>();
        var ids = new HashMap<String, String>();
        texts().forEach((file, text) -> {
            try {
                var settings = ModelFile.FORMAT.place(file, text);
                placed.put(file, settings);
                var entry = new ModelFileCheck(file, settings, protocols, environment::getProperty).entry();
                var other = ids.putIfAbsent(entry.id(), file);
                if (other != null) {
                    found.add(ModelFileCheck.fault(settings, "/id", other + " has it too", "give this one another id"));
                }
                entries.add(entry);
            } catch (FlowRejected e) {
                found.addAll(e.faults());
            }
        });
        rejectIfAny(found);
        return List.copyOf(entries);
    }

    @Override
    public synchronized void check(Set<String> names) {
        var found = new ArrayList<Fault>();
        placed.values().forEach(file -> {
            var fallback = file.settings().meta().fallback();
            if (fallback != null && !fallback.isBlank() && !names.contains(fallback)) {
                var hint = "write the name of a model, or leave it out";
                found.add(ModelFileCheck.fault(file, "/meta/fallback", "there is no model '" + fallback + "'", hint));
            }
        });
        rejectIfAny(found);
    }

    private void rejectIfAny(List<Fault> found) {
        if (found.isEmpty()) {
            return;
        }
        if (!found.equals(faults)) {
            LOG.error(
                    "The models in {} have faults and nothing changes:\n{}",
                    folder,
                    String.join("\n", found.stream().map(fault -> "  " + fault).toList()));
        }
        faults = List.copyOf(found);
        throw new FlowRejected(found);
    }

    /** What is left out when the hub starts stays a fault until it is mended. */
    @Override
    public synchronized void accepted() {
        if (leftOut.isEmpty()) {
            faults = List.of();
        }
        leftOut.clear();
    }

    @Override
    public synchronized boolean leaveOut(Set<String> files) {
        var mine = new HashSet<>(files);
        mine.retainAll(texts().keySet());
        return leftOut.addAll(mine);
    }

    private Map<String, String> texts() {
        var texts = new TreeMap<String, String>();
        try {
            if (watched()) {
                for (var file : files().takeAll()) {
                    texts.put(file.toString(), text(file));
                }
            } else {
                for (var file :
                        new PathMatchingResourcePatternResolver().getResources("classpath*:routes/models/*.yaml")) {
                    texts.put("routes/models/" + file.getFilename(), file.getContentAsString(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The models in " + folder + " cannot be read", e);
        }
        texts.keySet().removeAll(leftOut);
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            var hint = "save it as UTF-8, readable";
            throw new FlowRejected(
                    List.of(new Fault(file.toString(), 1, 1, null, "The file cannot be read: " + e, hint)));
        }
    }
}
