package dev.serai.flow;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A handful of node types of every role, with settings of every shape. */
final class TestTypes implements NodeTypes {

    record Webhook(@DefaultValue("true") boolean verifySignature) {}

    record Schedule(@NotBlank String cron) {}

    /** Sorted as the real one sorts them, so that places must be found in spite of it. */
    record Choice(
            @Nullable String conditionField,
            List<Branch> branches,
            @Nullable String defaultTargetNodeId) implements Branching {

        Choice {
            branches = branches.stream()
                    .sorted(Comparator.comparingInt(Branch::priority))
                    .toList();
        }
    }

    enum Mode {
        FAST,
        THOROUGH
    }

    record Intent(
            @DefaultValue("doubao") String aiModel,
            @DefaultValue("10") @Min(0) @Max(50) int contextLength,
            @DefaultValue("fast") Mode mode,
            @DefaultValue({"投诉", "退款"}) List<String> keywords,
            @Nullable Double temperature) {}

    record Send(Template content, @DefaultValue("203") int type) {}

    record Assign(Map<String, Template> assignments) implements Naming {

        @Override
        public Set<String> names() {
            return assignments.keySet();
        }
    }

    record Render(Template template, Map<String, Template> variables) implements LocalNames {

        @Override
        public Set<String> localNames() {
            return variables.keySet();
        }
    }

    record Wait(
            @DefaultValue("30m") Duration timeout, @Nullable Condition match) {}

    record Loop(Expression items, @DefaultValue("1") int concurrency) {}

    record End(@DefaultValue("completed") String status) {}

    private static final List<NodeType> ALL = List.of(
            type("trigger_webhook", Webhook.class, NodeType.Role.TRIGGER, "message"),
            type("trigger_schedule", Schedule.class, NodeType.Role.TRIGGER, "firedAt"),
            new NodeType("condition_branch", Set.of("decision"), Choice.class, Set.of("branch"), NodeType.Role.BRANCH),
            new NodeType(
                    "intent_recognize",
                    Set.of("intent"),
                    Intent.class,
                    Set.of("intent", "confidence", "needReply"),
                    NodeType.Role.STEP),
            type("send_command", Send.class, NodeType.Role.STEP, "sendId"),
            type("set_variables", Assign.class, NodeType.Role.STEP, "variables"),
            type("template_render", Render.class, NodeType.Role.STEP, "text"),
            type("wait_event", Wait.class, NodeType.Role.WAIT, "matched"),
            type("loop", Loop.class, NodeType.Role.LOOP, "results"),
            type("end", End.class, NodeType.Role.END));

    private static NodeType type(String name, Class<? extends Record> settings, NodeType.Role role, String... outputs) {
        return new NodeType(name, Set.of(), settings, Set.of(outputs), role);
    }

    @Override
    public Optional<NodeType> find(String nameOrAlias) {
        return ALL.stream()
                .filter(type ->
                        type.name().equals(nameOrAlias) || type.aliases().contains(nameOrAlias))
                .findFirst();
    }

    @Override
    public Collection<NodeType> all() {
        return ALL;
    }
}
