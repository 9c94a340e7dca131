package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What bytecode cannot show: names in routes and schemas in statements. */
class WiringTests {

    private static final Pattern INSIDE = Pattern.compile("(direct|seda):[A-Za-z0-9_-]+(\\?.*)?");
    private static final Pattern TABLE = Pattern.compile("\\b(?:from|join|into|update)\\s+([a-z]+)\\.[a-z_]+");

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyEndpointNamedInARouteHasExactlyOneConsumer() throws IOException {
        var consumers = new ArrayList<String>();
        var callers = new TreeSet<String>();

        for (var file : files("routes", ".camel.yaml")) {
            collect(new Yaml().load(Files.readString(file)), false, consumers, callers);
        }

        assertThat(consumers).doesNotHaveDuplicates().contains("engine-nodes", "worktool-send");
        assertThat(consumers).containsAll(callers);
    }

    private static void collect(Object part, boolean from, List<String> consumers, Set<String> callers) {
        switch (part) {
            case Map<?, ?> map ->
                map.forEach((key, value) ->
                        collect(value, key.equals("from") || (from && key.equals("uri")), consumers, callers));
            case List<?> list -> list.forEach(one -> collect(one, false, consumers, callers));
            case String text
            when INSIDE.matcher(text).matches() -> {
                var name = text.replaceFirst("^(direct|seda):", "").replaceFirst("\\?.*", "");
                if (from) {
                    consumers.add(name);
                } else {
                    callers.add(name);
                }
            }
            default -> {}
        }
    }

    @Test
    void aRouteFitsOnAScreenAndItsStepsHaveIds() throws IOException {
        for (var file : files("routes", ".camel.yaml")) {
            var lines = Files.readAllLines(file);

            assertThat(lines).as(file.toString()).hasSizeLessThanOrEqualTo(40);
            assertThat(lines.stream().filter(line -> line.strip().matches("(- )?id: .*")))
                    .as("%s: ids of the route and of its steps", file)
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aStatementTouchesTheSchemaOfItsModuleOnly() throws IOException {
        for (var file : files("src/main/resources/sql", ".sql")) {
            var module = file.getParent().getFileName().toString();
            Set<String> schemas = new TreeSet<>();
            var tables = TABLE.matcher(Files.readString(file));
            while (tables.find()) {
                schemas.add(tables.group(1));
            }

            assertThat(schemas).as(file.toString()).isSubsetOf(module);
            assertThat(Files.readAllLines(file).getFirst())
                    .as("%s says what it is for", file)
                    .startsWith("-- ");
        }
    }
}
