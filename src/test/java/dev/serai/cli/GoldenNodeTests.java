package dev.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.engine.DryRuns;
import dev.serai.flow.FlowNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each node type compiles to the routes in its golden file. {@code mvn test -Dtest=GoldenNodeTests -Dgolden=apply}
 * writes the routes anew; look at the difference before it is committed.
 */
class GoldenNodeTests {

    private static final DryRuns RUNS = new DryRuns(OfflineNodes.kinds(List.of()), Clock.systemUTC());

    @AfterAll
    static void close() {
        RUNS.close();
    }

    static Collection<String> types() {
        return GoldenFlows.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aTypeCompilesToItsGoldenRoutes(String type, @TempDir Path folder) throws IOException {
        assertThat(GoldenFlows.flowFile(type))
                .as("a small flow with one node of type %s", type)
                .exists();
        var routes = RUNS.camel(GoldenFlows.flow(type));
        var golden = GoldenFlows.camelFile(type);
        if ("apply".equals(System.getProperty("golden"))) {
            Files.writeString(golden, routes);
        }

        assertThat(golden)
                .as("run mvn test -Dtest=GoldenNodeTests -Dgolden=apply")
                .exists();
        assertThat(Files.writeString(folder.resolve("compiled.camel.yaml"), routes))
                .as("the routes of %s; run mvn test -Dtest=GoldenNodeTests -Dgolden=apply if they are right", type)
                .hasSameTextualContentAs(golden);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aGoldenFlowHasANodeOfItsType(String type) throws IOException {
        assertThat(GoldenFlows.flow(type).nodes()).extracting(FlowNode::type).contains(type);
    }

    @Test
    void noPairIsLeftOfATypeThatIsGone() throws IOException {
        try (var files = Files.list(GoldenFlows.FOLDER)) {
            var found = files.map(file -> String.valueOf(file.getFileName()).replaceFirst("\\..*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(found).isEqualTo(GoldenFlows.types());
        }
    }
}
