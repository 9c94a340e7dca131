package dev.serai.console;

import dev.serai.flow.FaultSource;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is wrong with the files in {@code routes/} right now; what is at work are earlier texts without it. */
@RestController
class FaultsApi {

    private final List<FaultSource> sources;

    FaultsApi(List<FaultSource> sources) {
        this.sources = sources;
    }

    /** Flows, routes and Kamelets; each fault with file, line, column, reason and hint. */
    @GetMapping("/api/faults")
    Reply faults() {
        return Reply.of(
                sources.stream().flatMap(source -> source.faults().stream()).toList());
    }
}
