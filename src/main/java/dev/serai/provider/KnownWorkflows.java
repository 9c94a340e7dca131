package dev.serai.provider;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The workflows of the configuration. What keeps one from being run is looked at when the hub starts and before each
 * call, and told when it has changed.
 */
@Component
class KnownWorkflows {

    private static final Logger LOG = LoggerFactory.getLogger(KnownWorkflows.class);

    private final Map<String, KnownWorkflow> all = new TreeMap<>();
    private final Map<String, List<String>> told = new ConcurrentHashMap<>();

    KnownWorkflows(ProviderProperties settings, List<WorkflowProvider> providers) {
        settings.workflows().forEach((name, workflow) -> all.put(name, known(name, workflow, settings, providers)));
        all.values().forEach(this::problems);
    }

    private static KnownWorkflow known(
            String name,
            ProviderProperties.Workflow workflow,
            ProviderProperties settings,
            List<WorkflowProvider> providers) {
        var setting = "serai.provider.workflows." + name;
        var provider = providers.stream()
                .filter(candidate -> candidate.name().equals(workflow.provider()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s.provider: '%s' is not one of %s"
                        .formatted(
                                setting,
                                workflow.provider(),
                                providers.stream().map(WorkflowProvider::name).toList())));
        var options = new WorkflowTarget.Options(
                workflow.appId(), workflow.botId(), workflow.connectorId(), workflow.workflowVersion());
        return new KnownWorkflow(
                new WorkflowTarget(name, workflow.workflowId(), options),
                provider,
                workflow,
                InputSchema.of(setting + ".input-schema", workflow.inputSchema(), Path.of(settings.schemas())),
                Turns.of(name, workflow, settings.calls()));
    }

    Collection<KnownWorkflow> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    /**
     * The workflow of this name.
     *
     * @throws ProviderException.UnknownWorkflow if there is none
     */
    KnownWorkflow named(String workflow) {
        var known = all.get(workflow);
        if (known == null) {
            throw new ProviderException.UnknownWorkflow(workflow);
        }
        return known;
    }

    /** What keeps a workflow from being run now. */
    List<String> problems(KnownWorkflow workflow) {
        var now = workflow.problems();
        var before = told.put(workflow.name(), now);
        if (!now.equals(before == null ? List.of() : before)) {
            now.forEach(problem -> LOG.warn("AI workflow {} cannot be run: {}", workflow.name(), problem));
            if (now.isEmpty()) {
                LOG.info("AI workflow {} can be run again", workflow.name());
            }
        }
        return now;
    }
}
