package dev.serai.provider;

import java.time.Duration;
import java.util.List;

/**
 * A workflow of the configuration, for people.
 *
 * @param timeout for the whole run, retries included
 * @param cacheTtl how long an answer is given again; zero asks each time
 * @param problems what keeps it from being run now, a sentence each that names what to set; empty if nothing does
 */
public record WorkflowSummary(
        String name, String provider, String description, Duration timeout, Duration cacheTtl, List<String> problems) {

    public WorkflowSummary {
        problems = List.copyOf(problems);
    }
}
