package dev.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is done with the runs of a running hub. */
final class RunVerbs {

    private final RemoteHub hub;
    private final PrintWriter out;

    RunVerbs(RemoteHub hub, PrintWriter out) {
        this.hub = hub;
        this.out = out;
    }

    /** Lists the newest runs that fit, one a line. */
    void list(Map<String, String> asked) {
        var page = hub.data(RemoteHub.path("/api/runs", asked));
        page.path("runs").forEach(run -> out.println(line(run)));
        if (page.path("runs").isEmpty()) {
            out.println("There are no such runs");
        }
        if (page.hasNonNull("next")) {
            out.println("There are more: --cursor " + page.path("next").asText());
        }
    }

    private static String line(JsonNode run) {
        var failed = run.hasNonNull("error") ? "  " + run.path("error").asText() : "";
        return run.path("runId").asText() + "  "
                + run.path("startedAt").asText().replaceAll("\\.\\d+", "") + "  "
                + "%-9s".formatted(run.path("status").asText()) + "  "
                + run.path("flowId").asText() + "@" + run.path("version").asText() + failed;
    }

    /** Makes a test of a run: on the screen, or at the end of the tests in a file. */
    void record(String run, @Nullable Path into) throws IOException {
        var test = hub.text("/api/runs/" + RemoteHub.encoded(run) + "/test");
        if (into == null) {
            out.print(test);
            return;
        }
        var tests = TestAppendix.append(into, test);
        out.println(into + " holds " + tests + (tests == 1 ? " test" : " tests"));
    }
}
