package dev.serai.cli;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowReader;
import dev.serai.flow.FlowRejected;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flow files on this machine. */
final class FlowFiles {

    private final FlowReader reader = new FlowReader(OfflineTypes.found());
    private final PrintWriter out;

    FlowFiles(PrintWriter out) {
        this.out = out;
    }

    /** These files, and the files of this kind in these folders and below. */
    static List<Path> in(List<Path> places, String ending) throws IOException {
        var files = new ArrayList<Path>();
        for (var place : places) {
            if (!Files.isDirectory(place)) {
                files.add(place);
                continue;
            }
            try (var below = Files.walk(place)) {
                below.filter(file -> file.getFileName().toString().matches(".*\\." + ending + "\\.(yaml|yml|json)"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    /** The text of a file. */
    static String text(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return Files.readString(file);
    }

    /** Reads a flow; what is wrong with it is printed. */
    Optional<FlowDefinition> read(Path file) throws IOException {
        return read(file.toString(), text(file));
    }

    /** Reads a flow that came from elsewhere. */
    Optional<FlowDefinition> read(String name, String text) {
        try {
            return Optional.of(reader.read(name, text));
        } catch (FlowRejected e) {
            e.faults().forEach(out::println);
            return Optional.empty();
        }
    }

    /** Checks files; true if there is nothing wrong with any of them. */
    boolean validate(List<Path> places) throws IOException {
        var files = in(places, "flow");
        var right = 0;
        for (var file : files) {
            right += read(file).isPresent() ? 1 : 0;
        }
        var faults = OfflineNodes.kamelets().faults();
        faults.forEach(out::println);
        if (files.isEmpty()) {
            out.println("There are no flows here (*.flow.yaml, *.flow.yml, *.flow.json)");
            return false;
        }
        out.println(right + " of " + files.size() + " flows are right");
        return right == files.size() && faults.isEmpty();
    }
}
