package dev.serai.provider;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The workflows of the configuration, run along the one call path. */
@Component
class ConfiguredWorkflows implements Workflows {

    private final KnownWorkflows known;
    private final AskedWorkflows asked;
    private final BackgroundWorkflows background;
    private final ResumedWorkflows resumed;

    ConfiguredWorkflows(
            KnownWorkflows known, AskedWorkflows asked, BackgroundWorkflows background, ResumedWorkflows resumed) {
        this.known = known;
        this.asked = asked;
        this.background = background;
        this.resumed = resumed;
    }

    @Override
    public WorkflowAnswer run(String workflow, Map<String, Object> parameters, CallTag tag, Mode mode) {
        return run(workflow, parameters, tag, mode, Duration.ZERO);
    }

    @Override
    public WorkflowAnswer run(
            String workflow, Map<String, Object> parameters, CallTag tag, Mode mode, Duration cacheTtl) {
        var one = known.named(workflow);
        var timeToLive = cacheTtl.isZero() ? one.settings().cacheTtl() : cacheTtl;
        var gate = new Gate<WorkflowEvent>(event -> {});
        return asked.ask(new AskedWorkflows.Asked(one, copied(parameters), tag, gate), mode, timeToLive);
    }

    @Override
    public WorkflowAnswer stream(
            String workflow, Map<String, Object> parameters, CallTag tag, Consumer<WorkflowEvent> listener) {
        var one = known.named(workflow);
        var gate = new Gate<>(listener);
        return asked.ask(
                new AskedWorkflows.Asked(one, copied(parameters), tag, gate),
                Mode.STREAM,
                one.settings().cacheTtl());
    }

    @Override
    public StartedRun start(String workflow, Map<String, Object> parameters, CallTag tag, @Nullable String key) {
        var one = known.named(workflow);
        var input = copied(parameters);
        asked.check(one, input);
        return background.start(one, input, tag, key);
    }

    @Override
    public Progress poll(String workflow, String executeId) {
        return background.poll(known.named(workflow), executeId);
    }

    @Override
    public WorkflowAnswer resume(String workflow, String eventId, String data, CallTag tag) {
        return resume(workflow, eventId, data, tag, event -> {});
    }

    @Override
    public WorkflowAnswer resume(
            String workflow, String eventId, String data, CallTag tag, Consumer<WorkflowEvent> listener) {
        var caller = new ResumedWorkflows.Caller(tag, new Gate<>(listener));
        return resumed.resume(known.named(workflow), eventId, data, caller);
    }

    @Override
    public Set<String> names() {
        var names = new TreeSet<String>();
        known.all().forEach(workflow -> names.add(workflow.name()));
        return Collections.unmodifiableSet(names);
    }

    @Override
    public List<WorkflowSummary> summaries() {
        return known.all().stream()
                .map(workflow -> new WorkflowSummary(
                        workflow.name(),
                        workflow.provider().name(),
                        workflow.settings().description(),
                        workflow.timeout(),
                        workflow.settings().cacheTtl(),
                        known.problems(workflow)))
                .toList();
    }

    private static Map<String, Object> copied(Map<String, Object> parameters) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
