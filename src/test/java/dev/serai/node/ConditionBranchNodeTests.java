package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.engine.NodeFailed;
import dev.serai.engine.Outcome;
import dev.serai.flow.SettingsRejected;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionBranchNodeTests {

    private static final String TWO = """
            conditionField: context.senderRole
            branches:
              - {condition: "context.senderRole == 'user'", targetNodeId: late, priority: 2}
              - {condition: "context.senderRole != 'robot'", targetNodeId: early, priority: 1}
            """;

    private final ConditionBranchNode kind = new ConditionBranchNode();

    private Outcome run(String settings, String role) {
        return kind.run(TestStep.settings(kind, settings), TestStep.of(Map.of("senderRole", role)));
    }

    @Test
    void takesTheFirstConditionThatHoldsByPriority() {
        var outcome = run(TWO, "user");

        assertThat(outcome.output()).containsEntry("branch", "early");
        assertThat(outcome.input()).containsEntry("context.senderRole", "user");
    }

    @Test
    void takesTheDefaultWhenNoneHolds() {
        assertThat(run(TWO + "defaultTargetNodeId: rest", "robot").output()).containsEntry("branch", "rest");
    }

    @Test
    void failsWhenNoneHoldsAndThereIsNoDefault() {
        assertThatThrownBy(() -> run(TWO, "robot"))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("defaultTargetNodeId");
    }

    @Test
    void aConditionThatFailsDoesNotHoldAndIsTold() {
        var settings = "{branches: [{condition: 'context.senderRole * 2 > 1', targetNodeId: a, priority: 1}],"
                + " defaultTargetNodeId: rest}";

        var outcome = run(settings, "user");

        assertThat(outcome.output()).containsEntry("branch", "rest");
        assertThat(outcome.input().get("failedConditions").toString()).contains("context.senderRole * 2 > 1");
    }

    @Test
    void refusesAConditionThatDoesNotParse() {
        assertThatThrownBy(() -> TestStep.settings(
                        kind, "{branches: [{condition: 'context. ==', targetNodeId: a, priority: 1}]}"))
                .isInstanceOf(SettingsRejected.class);
    }

    @Test
    void hasNoBranchesByDefault() {
        assertThat(TestStep.settings(kind, "{defaultTargetNodeId: rest}").branches())
                .isEmpty();
    }
}
