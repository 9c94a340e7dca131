package dev.serai.provider;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The workflows of the configuration, run along the one call path. */
@Component
class ConfiguredWorkflows implements Workflows {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredWorkflows.class);

    private final Map<String, Entry> entries = new TreeMap<>();
    private final Wires wires;
    private final Attempts attempts;
    private final WorkflowJournal journal;

    ConfiguredWorkflows(
            ProviderProperties settings,
            List<WorkflowProvider> providers,
            Wires wires,
            Attempts attempts,
            WorkflowJournal journal) {
        this.wires = wires;
        this.attempts = attempts;
        this.journal = journal;
        settings.workflows().forEach((name, workflow) -> entries.put(name, entry(name, workflow, providers)));
    }

    private record Entry(WorkflowTarget target, WorkflowProvider provider, Duration timeout, List<String> problems) {}

    private static Entry entry(String name, ProviderProperties.Workflow settings, List<WorkflowProvider> providers) {
        var provider = providers.stream()
                .filter(candidate -> candidate.name().equals(settings.provider()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("serai.provider.workflows.%s.provider: '%s' is not one of %s"
                                .formatted(
                                        name,
                                        settings.provider(),
                                        providers.stream()
                                                .map(WorkflowProvider::name)
                                                .toList())));
        var options = new WorkflowTarget.Options(
                settings.appId(), settings.botId(), settings.connectorId(), settings.workflowVersion());
        var target = new WorkflowTarget(name, settings.workflowId(), options);
        var problems = provider.validateConfig(target);
        problems.forEach(problem -> LOG.warn("AI workflow {} cannot be run: {}", name, problem));
        return new Entry(target, provider, settings.timeout(), problems);
    }

    @Override
    public WorkflowAnswer run(String workflow, Map<String, Object> parameters, CallTag tag, Mode mode) {
        var input = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        var entry = known(workflow);
        var gate = new Gate<WorkflowEvent>(event -> {});
        return switch (mode) {
            case STREAM ->
                call(entry, input, tag, gate, wire -> entry.provider().stream(entry.target(), input, wire, gate));
            case SYNC -> call(entry, input, tag, gate, wire -> entry.provider().run(entry.target(), input, wire));
        };
    }

    @Override
    public WorkflowAnswer stream(
            String workflow, Map<String, Object> parameters, CallTag tag, Consumer<WorkflowEvent> listener) {
        var input = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        var entry = known(workflow);
        var gate = new Gate<>(listener);
        return call(entry, input, tag, gate, wire -> entry.provider().stream(entry.target(), input, wire, gate));
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    private Entry known(String workflow) {
        var entry = entries.get(workflow);
        if (entry == null) {
            throw new ProviderException.UnknownWorkflow(workflow);
        }
        return entry;
    }

    /** One attempt over a wire. */
    @FunctionalInterface
    private interface Attempt {
        WorkflowAnswer over(Wire wire);
    }

    private WorkflowAnswer call(
            Entry entry, Map<String, Object> input, CallTag tag, Gate<WorkflowEvent> gate, Attempt attempt) {
        var provider = entry.provider().name();
        var account = journal.started(entry.target().name(), provider, input, tag);
        WorkflowAnswer answer;
        try {
            if (!entry.problems().isEmpty()) {
                throw new ProviderException.Unauthorized(String.join(" ", entry.problems()));
            }
            var wire = wires.to(provider);
            answer = attempts.run(entry.timeout(), () -> attempt.over(wire), account::again);
            account.answered(answer);
        } catch (ProviderException e) {
            account.failed(e);
            gate.close(new WorkflowEvent.Failed(e));
            throw e;
        } catch (RuntimeException e) {
            account.aborted(e);
            throw e;
        }
        var interrupt = answer.interrupt();
        gate.close(
                interrupt == null ? new WorkflowEvent.Done(answer) : new WorkflowEvent.Interrupted(answer, interrupt));
        return answer;
    }
}
