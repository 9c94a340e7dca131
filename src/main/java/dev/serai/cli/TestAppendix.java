package dev.serai.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Adds a test to a file of tests, whose text stays as it is. */
final class TestAppendix {

    private static final Pattern KEY = Pattern.compile("^[A-Za-z].*");
    private static final Pattern ITEM = Pattern.compile("^( *)- .*");
    private static final String TESTS = "tests:";

    private TestAppendix() {}

    /**
     * Adds what a file with one test holds to another one, which is begun if there is none.
     *
     * @return how many tests there are now
     * @throws IllegalArgumentException if the other one does not list its tests line by line; nothing was written
     */
    static int append(Path into, String test) throws IOException {
        var text = Files.exists(into) ? joined(into, Files.readString(into), test) : test;
        var trial = Files.createTempFile("serai", ".test.yaml");
        try {
            Files.writeString(trial, text);
            var tests = FlowTestFile.read(trial).tests().size();
            Files.writeString(into, text);
            return tests;
        } finally {
            Files.delete(trial);
        }
    }

    private static String joined(Path into, String before, String test) {
        var lines = new ArrayList<>(before.lines().toList());
        var tests = lines.indexOf(TESTS);
        if (tests < 0) {
            throw new IllegalArgumentException(into + ": there is no line 'tests:' with tests below it; add one");
        }
        var end = end(lines, tests);
        var indent = lines.subList(tests, end).stream()
                .map(ITEM::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(line -> line.group(1))
                .findFirst()
                .orElse("  ");
        lines.addAll(end, indented(test, indent));
        return String.join("\n", lines) + "\n";
    }

    /** Behind the last line of the last test. */
    private static int end(List<String> lines, int tests) {
        var end = tests + 1;
        while (end < lines.size() && !KEY.matcher(lines.get(end)).matches()) {
            end++;
        }
        while (end > tests + 1
                && (lines.get(end - 1).isBlank() || lines.get(end - 1).startsWith("#"))) {
            end--;
        }
        return end;
    }

    /** The test alone, as far in as the others; its comments before it. */
    private static List<String> indented(String test, String indent) {
        var lines = new ArrayList<String>();
        var item =
                test.lines().dropWhile(line -> !line.startsWith(TESTS)).skip(1).toList();
        var from = item.stream()
                .map(ITEM::matcher)
                .filter(java.util.regex.Matcher::matches)
                .mapToInt(line -> line.group(1).length())
                .findFirst()
                .orElse(0);
        test.lines().takeWhile(line -> line.startsWith("#")).forEach(line -> lines.add(indent + line));
        item.forEach(line -> lines.add(line.isBlank() ? "" : indent + line.substring(from)));
        return lines;
    }
}
