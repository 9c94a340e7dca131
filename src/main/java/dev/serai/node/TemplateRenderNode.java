package dev.serai.node;

import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.LocalNames;
import dev.serai.flow.NodeType;
import dev.serai.flow.Template;
import dev.serai.playbook.Templates;
import dev.serai.playbook.TextTemplate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code template_render}: fills in a text; what has no value stays visible as {@code {{name}}} and is told. */
@Component
class TemplateRenderNode implements NodeKind<TemplateRenderNode.Settings> {

    private static final List<String> RESERVED = List.of("context", "nodes", "variables");

    /**
     * Which text, with which values.
     *
     * @param templateId a text of the playbook
     * @param template a text written here instead
     * @param variables values by the names the text uses; texts may hold {@code {{variables}}}. A name that is not here
     *     is looked for in the run
     */
    record Settings(
            @Nullable String templateId,
            @Nullable Template template,
            @Nullable Map<String, Value> variables) implements LocalNames {

        Settings {
            variables = Map.copyOf(Objects.requireNonNullElse(variables, Map.of()));
            if ((templateId == null) == (template == null)) {
                throw new IllegalArgumentException(
                        "templateId: a node renders one text; give either templateId or template");
            }
            for (var name : RESERVED) {
                if (variables.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "variables: '" + name + "' is a name of the run's own; choose another");
                }
            }
        }

        @Override
        public Set<String> localNames() {
            return Objects.requireNonNull(variables).keySet();
        }
    }

    private final Templates templates;

    TemplateRenderNode(Templates templates) {
        this.templates = templates;
    }

    @Override
    public NodeType type() {
        return new NodeType("template_render", Set.of(), Settings.class, Set.of("text", "missing"), NodeType.Role.STEP);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var template = template(settings);
        var values = new LinkedHashMap<String, Object>();
        Value.all(Objects.requireNonNull(settings.variables()), step.scope()).forEach((name, value) -> {
            if (value != null) {
                values.put(name, value);
            }
        });
        var scope = new HashMap<>(step.scope());
        scope.putAll(values);
        return Outcome.of(Map.of(
                        "text",
                        template.render(scope),
                        "missing",
                        List.copyOf(missing(template, settings, scope, step.scope()))))
                .from(values);
    }

    private Template template(Settings settings) {
        if (settings.template() != null) {
            return settings.template();
        }
        var id = Objects.requireNonNull(settings.templateId());
        return templates
                .find(id)
                .map(TextTemplate::text)
                .orElseThrow(() -> new NodeFailed("templateId: there is no active template '" + id + "'", false, null));
    }

    /** What has no value, in the text itself and in the values it is given. */
    private static Set<String> missing(
            Template template, Settings settings, Map<String, Object> scope, Map<String, Object> run) {
        var missing = new LinkedHashSet<>(template.missing(scope));
        Objects.requireNonNull(settings.variables()).forEach((name, value) -> {
            var text = value.template();
            if (text != null && template.variables().contains(name)) {
                missing.addAll(text.missing(run));
            }
        });
        return missing;
    }
}
