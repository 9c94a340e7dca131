package dev.serai.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What is alive in the heap of another JVM, after a collection.
 *
 * @param megabytes of live objects
 * @param counts of them by class
 */
record Heap(double megabytes, Map<String, Long> counts) {

    /** Asks the JVM by its tool {@code jcmd}. */
    static Heap of(long pid) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var counts = new HashMap<String, Long>();
        var bytes = 0L;
        for (var line : text.lines().toList()) {
            var words = line.strip().split("\\s+");
            if (words[0].equals("Total")) {
                bytes = Long.parseLong(words[2]);
            } else if (words.length >= 4 && words[0].endsWith(":")) {
                counts.put(words[3], Long.valueOf(words[1]));
            }
        }
        if (bytes == 0) {
            throw new IllegalStateException(
                    "jcmd counted nothing: " + text.lines().limit(3).toList());
        }
        return new Heap(bytes / 1e6, counts);
    }

    long count(String type) {
        return counts.getOrDefault(type, 0L);
    }
}
