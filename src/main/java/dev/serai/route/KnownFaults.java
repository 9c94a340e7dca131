package dev.serai.route;

import dev.serai.flow.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with the files of a folder, told in the log once each time it changes. Safe for use by threads. */
final class KnownFaults {

    private static final Logger LOG = LoggerFactory.getLogger(KnownFaults.class);

    private final TreeMap<String, List<Fault>> faults = new TreeMap<>();

    synchronized List<Fault> all() {
        return faults.values().stream().flatMap(List::stream).toList();
    }

    /** A file is wrong, and nothing changed. */
    synchronized void tell(Path file, List<Fault> found) {
        if (found.equals(faults.put(file.toString(), List.copyOf(found)))) {
            return;
        }
        LOG.error(
                "{} has {} and changes nothing:\n{}",
                file,
                found.size() == 1 ? "a fault" : found.size() + " faults",
                found.stream().map(fault -> "  " + fault).collect(Collectors.joining("\n")));
    }

    synchronized void mended(Path file) {
        faults.remove(file.toString());
    }

    synchronized Set<Path> files() {
        return faults.keySet().stream().map(Path::of).collect(Collectors.toUnmodifiableSet());
    }
}
