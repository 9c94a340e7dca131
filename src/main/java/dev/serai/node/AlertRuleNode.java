package dev.serai.node;

import dev.serai.alert.AlertLevel;
import dev.serai.alert.AlertRule;
import dev.serai.alert.AlertRules;
import dev.serai.alert.Alerts;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code alert_rule}: says which rules hold for the alert the run has raised, and what is to be done. A rule that held
 * for the same a short while ago does not hold again.
 */
@Component
class AlertRuleNode implements NodeKind<AlertRuleNode.Settings> {

    /**
     * When something is to be done.
     *
     * @param name of the rule; {@code rule-1} and so on if left out
     * @param level the least grave it is for
     * @param code the code it is for; every one if left out
     * @param threshold so many occurrences within the window are needed
     * @param window how far back they are counted
     * @param dedup how long the rule does not hold again for the same
     * @param escalate so many occurrences within the window make the alert critical
     * @param actions what is to be done, for conditions that follow; {@code escalate} is added if the alert becomes
     *     critical
     */
    record Rule(
            @Nullable String name,
            @Nullable AlertLevel level,
            @Nullable String code,
            @Nullable Integer threshold,
            @Nullable Duration window,
            @Nullable Duration dedup,
            @Nullable Integer escalate,
            @Nullable List<String> actions) {

        Rule {
            level = Objects.requireNonNullElse(level, AlertLevel.INFO);
            threshold = Objects.requireNonNullElse(threshold, 1);
            window = Objects.requireNonNullElse(window, Duration.ofMinutes(10));
            dedup = Objects.requireNonNullElse(dedup, Duration.ofMinutes(10));
            actions = List.copyOf(Objects.requireNonNullElse(actions, List.of("notify")));
            if (threshold < 1 || (escalate != null && escalate < threshold)) {
                throw new IllegalArgumentException(
                        "rules: a threshold is at least 1, and escalate at least the threshold; write larger numbers");
            }
            if (window.isNegative() || window.isZero() || dedup.isNegative()) {
                throw new IllegalArgumentException("rules: a window is longer than nothing; write for example 10m");
            }
        }

        private AlertRule named(int number) {
            return new AlertRule(
                    name == null ? "rule-" + number : name,
                    Objects.requireNonNull(level),
                    code,
                    Objects.requireNonNull(threshold),
                    Objects.requireNonNull(window),
                    Objects.requireNonNull(dedup),
                    escalate,
                    Objects.requireNonNull(actions));
        }
    }

    /**
     * Which rules are asked.
     *
     * @param rules those of this node; the stored ones if left out
     */
    record Settings(@Nullable List<Rule> rules) {

        Settings {
            rules = List.copyOf(Objects.requireNonNullElse(rules, List.of()));
            var names = new HashSet<String>();
            for (var rule : rules) {
                if (rule.name() != null && !names.add(rule.name())) {
                    throw new IllegalArgumentException(
                            "rules: two are called '" + rule.name() + "'; give one another name");
                }
            }
        }
    }

    private final AlertRules rules;
    private final Alerts alerts;

    AlertRuleNode(AlertRules rules, Alerts alerts) {
        this.rules = rules;
        this.alerts = alerts;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "alert_rule", Set.of(), Settings.class, Set.of("matchedRules", "actions"), NodeType.Role.STEP);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var raised = raised(step);
        var matches = rules.match(asked(settings), raised);
        var actions = new LinkedHashSet<String>();
        matches.forEach(match -> {
            actions.addAll(match.rule().actions());
            if (match.escalates()) {
                actions.add("escalate");
            }
        });
        var names = matches.stream().map(match -> match.rule().name()).toList();
        var outcome = Outcome.of(Map.of("matchedRules", names, "actions", List.copyOf(actions)))
                .from(Map.of("alertId", raised.id().toString(), "alertCode", raised.code()));
        for (var match : matches) {
            outcome = outcome.write(Write.of(rules.endpoint(), match.row()));
        }
        if (actions.contains("escalate")) {
            return outcome.tell("alertLevel", AlertLevel.CRITICAL.word())
                    .write(Write.of(alerts.escalationEndpoint(), alerts.escalation(raised.id(), step.now())));
        }
        return outcome;
    }

    private static AlertRules.Raised raised(Step step) {
        try {
            return new AlertRules.Raised(
                    UUID.fromString(step.text("alertId")),
                    AlertLevel.of(step.text("alertLevel")),
                    step.text("alertCode"),
                    step.run().value(),
                    step.effectKey(),
                    step.now());
        } catch (IllegalArgumentException e) {
            throw new NodeFailed("the run has raised no alert; put an alert_save before this node", false, e);
        }
    }

    private List<AlertRule> asked(Settings settings) {
        var own = Objects.requireNonNull(settings.rules());
        if (own.isEmpty()) {
            return rules.stored();
        }
        var named = new ArrayList<AlertRule>();
        own.forEach(rule -> named.add(rule.named(named.size() + 1)));
        return named;
    }
}
