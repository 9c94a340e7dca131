package dev.serai.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A workflow of the configuration with all that is needed to run it.
 *
 * @param schema what its parameters have to be like
 * @param turns how many of its runs there may be
 */
record KnownWorkflow(
        WorkflowTarget target,
        WorkflowProvider provider,
        ProviderProperties.Workflow settings,
        InputSchema schema,
        Turns turns) {

    String name() {
        return target.name();
    }

    Duration timeout() {
        return settings.timeout();
    }

    /** What keeps it from being run now, a sentence each; empty if nothing does. */
    List<String> problems() {
        var problems = new ArrayList<>(provider.validateConfig(target));
        schema.problem().ifPresent(problems::add);
        return List.copyOf(problems);
    }
}
