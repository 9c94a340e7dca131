package dev.serai.console;

import dev.serai.engine.Recordings;
import dev.serai.engine.RunId;
import dev.serai.engine.Runs;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Makes tests of runs. */
@RestController
class RecordingsApi {

    private final Runs runs;
    private final Recordings recordings;
    private final ToldCommands commands;

    RecordingsApi(Runs runs, Recordings recordings, ToldCommands commands) {
        this.runs = runs;
        this.recordings = recordings;
        this.commands = commands;
    }

    /** A run as a test of its flow, in the format of {@code *.test.yaml}. */
    @GetMapping(value = "/api/runs/{runId}/test", produces = "application/yaml;charset=UTF-8")
    String test(@PathVariable String runId) {
        var id = RunId.of(runId);
        if (runs.find(id).isEmpty()) {
            throw new NotFound("run", runId);
        }
        var recording = recordings.record(id);
        return new RecordedTest(recording, commands.of(recording.run().writes())).yaml();
    }
}
