package dev.serai.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table a benchmark prints and, last, its one line of JSON. */
final class Report {

    private final String bench;
    private final Map<String, Double> metrics = new LinkedHashMap<>();

    Report(String bench) {
        this.bench = bench;
    }

    void put(String metric, double value) {
        var rounded = Math.round(value * 1000) / 1000.0;
        metrics.put(metric, rounded);
        System.out.printf("  %-42s %12.3f%n", metric, rounded);
    }

    void print() throws IOException, InterruptedException {
        var line = new LinkedHashMap<String, Object>();
        line.put("bench", bench);
        line.put("metrics", metrics);
        line.put("machine", machine());
        line.put("commit", commit());
        System.out.println(new JsonMapper().writeValueAsString(line));
    }

    private static String machine() throws IOException {
        var model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown CPU");
        var memory = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D+", "");
        return "%d x %s, %d GiB, %s %s, JDK %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model,
                        Long.parseLong(memory) / 1024 / 1024,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }

    private static String commit() throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
        var text = new String(git.getInputStream().readAllBytes()).strip();
        git.waitFor();
        return text;
    }
}
