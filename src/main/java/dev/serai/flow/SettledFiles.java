package dev.serai.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The files of a folder, looked at again and again: tells which changed since they were taken and look the same in two
 * looks, so that a half-written one does no harm. Used by one thread.
 */
public final class SettledFiles {

    /** How a file looked. */
    private record Look(long size, FileTime modified) {}

    private final Path folder;
    private final int depth;
    private final Predicate<Path> wanted;
    private final Map<Path, Look> taken = new HashMap<>();
    private final Set<Path> missed = new HashSet<>();
    private Map<Path, Look> seen = Map.of();

    /**
     * @param depth 1 for the files in the folder itself, more for folders below
     * @param wanted which files matter
     */
    public SettledFiles(Path folder, int depth, Predicate<Path> wanted) {
        this.folder = folder;
        this.depth = depth;
        this.wanted = wanted;
    }

    /**
     * Looks for the first time: all files, in order; they count as taken.
     *
     * @throws UncheckedIOException when there is no such folder, here and with each other look
     */
    public List<Path> takeAll() {
        seen = look();
        taken.putAll(seen);
        return seen.keySet().stream().sorted().toList();
    }

    /** Looks again: files that changed since they were taken and stand still, in order. */
    public List<Path> changed() {
        var before = seen;
        seen = look();
        missed.removeAll(seen.keySet());
        return seen.entrySet().stream()
                .filter(file -> !file.getValue().equals(taken.get(file.getKey())))
                .filter(file -> file.getValue().equals(before.get(file.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The file as it was seen last has been dealt with. */
    public void take(Path file) {
        var look = seen.get(file);
        if (look != null) {
            taken.put(file, look);
        }
    }

    /** The file is to be dealt with again, although it has not changed. */
    public void takeAgain(Path file) {
        taken.remove(file);
    }

    /** The files that were there when it looked last. */
    public Set<Path> present() {
        return Set.copyOf(seen.keySet());
    }

    /** Files that were taken and have been gone for two looks; told each time until they are forgotten. */
    public List<Path> gone() {
        var gone = new TreeSet<>(taken.keySet());
        gone.removeAll(seen.keySet());
        var sure = gone.stream().filter(missed::contains).toList();
        missed.addAll(gone);
        return sure;
    }

    /** The file is no longer told as gone. */
    public void forget(Path file) {
        taken.remove(file);
        missed.remove(file);
    }

    private Map<Path, Look> look() {
        var looks = new HashMap<Path, Look>();
        try (var files = Files.find(folder, depth, (file, attributes) -> attributes.isRegularFile())) {
            for (var file : files.filter(wanted).toList()) {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                looks.put(file, new Look(attributes.size(), attributes.lastModifiedTime()));
            }
            return looks;
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(folder)) {
                return look(); // a file went meanwhile
            }
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
