package dev.serai.node;

import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import dev.serai.playbook.Persona;
import dev.serai.playbook.Personas;
import dev.serai.worktool.Robot;
import dev.serai.worktool.Robots;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code persona_select}: chooses who speaks. The persona set here counts first, then the robot's own, then what its
 * group and its type are mapped to, and at last the standard one.
 */
@Component
class PersonaSelectNode implements NodeKind<PersonaSelectNode.Settings> {

    private static final Robot.Role NO_ROLE = new Robot.Role("", "", "");

    /**
     * Who speaks.
     *
     * @param personaId id or role type of a persona; left out, the robot decides
     * @param mapping words in the robot's group or type and the persona (id or role type) each leads to, asked in this
     *     order
     */
    record Settings(@Nullable String personaId, @Nullable Map<String, String> mapping) {

        Settings {
            mapping = mapping == null ? standard() : Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
            if (personaId != null && personaId.isBlank()) {
                throw new IllegalArgumentException("personaId: it is blank; name a persona or leave it out");
            }
            if (mapping.keySet().stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("mapping: a blank word is in every group; write a word");
            }
        }

        private static Map<String, String> standard() {
            var mapping = new LinkedHashMap<String, String>();
            mapping.put("营销", "conversion");
            mapping.put("社群", "community");
            mapping.put("售后", "service");
            mapping.put("技术支持", "tech_support");
            mapping.put("客服", "service");
            mapping.put("角色", "conversion");
            mapping.put("助手", "assistant");
            return Collections.unmodifiableMap(mapping);
        }

        private Optional<String> mapped(String groupOrType) {
            return Objects.requireNonNull(mapping).entrySet().stream()
                    .filter(entry -> groupOrType.contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    private final Personas personas;
    private final Robots robots;

    PersonaSelectNode(Personas personas, Robots robots) {
        this.personas = personas;
        this.robots = robots;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "persona_select",
                Set.of(),
                Settings.class,
                Set.of("personaId", "personaType", "systemPrompt"),
                NodeType.Role.STEP);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var role = robots.find(step.text("robotId")).map(Robot::role).orElse(NO_ROLE);
        var persona = choose(settings, role);
        return Outcome.of(Map.of(
                        "personaId", persona.id(),
                        "personaType", persona.roleType(),
                        "systemPrompt", persona.systemPrompt()))
                .from(Map.of("group", role.group(), "type", role.type()));
    }

    private Persona choose(Settings settings, Robot.Role role) {
        if (settings.personaId() != null) {
            return required("personaId", settings.personaId());
        }
        if (!role.persona().isEmpty()) {
            return required("serai.worktool.robots.<name>.persona", role.persona());
        }
        return settings.mapped(role.group())
                .or(() -> settings.mapped(role.type()))
                .map(persona -> required("mapping", persona))
                .orElseGet(personas::standard);
    }

    private Persona required(String setting, String persona) {
        return personas.find(persona)
                .orElseThrow(
                        () -> new NodeFailed(setting + ": there is no active persona '" + persona + "'", false, null));
    }
}
