package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class StoredFlowsTests {

    private static final String FIRST = TestFlows.GREETING;
    private static final String PATCHED = FIRST.replace("你好，{{userName}}", "您好，{{userName}}");
    private static final String GROWN = PATCHED.replace(
                    "  - {source: reply, target: done}",
                    "  - {source: reply, target: pause}\n" + "  - {source: pause, target: done}")
            .replace("  - id: done", "  - id: pause\n    nodeType: wait_event\n  - id: done");
    private static final Semver ONE = new Semver(1, 0, 0);

    private final FlowsFixture fixture = new FlowsFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void putsANewFlowToWork() {
        var result = fixture.publish(FIRST);

        assertThat(result).isInstanceOfSatisfying(Publication.Activated.class, activated -> {
            assertThat(activated.version().version()).isEqualTo(ONE);
            assertThat(activated.version().createdAt()).isEqualTo(FlowsFixture.NOW);
            assertThat(activated.version().source()).isEqualTo(FIRST);
            assertThat(activated.retired()).isNull();
        });
        assertThat(fixture.rows()).containsExactly("flow_greeting 1.0.0 active");
        assertThat(fixture.host.prepared).containsExactly("flow_greeting 1.0.0");
        assertThat(fixture.host.activated).containsExactly("flow_greeting 1.0.0");
        assertThat(fixture.activations())
                .containsExactly(
                        Map.of("flow_id", "flow_greeting", "version", "1.0.0", "activated_by", "王工", "why", "试用"));
        assertThat(fixture.events).hasSize(1).first().isInstanceOf(FlowPublished.class);
    }

    @Test
    void makesNoVersionOfATextItKnows() {
        fixture.publish(FIRST);

        var again = fixture.publish(FIRST);

        assertThat(again).isInstanceOf(Publication.Unchanged.class);
        assertThat(fixture.rows()).hasSize(1);
        assertThat(fixture.activations()).hasSize(1);
    }

    @Test
    void numbersAChangeByItsSizeFromTheHighestVersion() {
        fixture.publish(FIRST);

        fixture.publish(PATCHED);
        fixture.publish(GROWN);
        fixture.publish(PATCHED.replace("您好", "早上好"));

        assertThat(fixture.rows())
                .containsExactly(
                        "flow_greeting 1.0.0 inactive",
                        "flow_greeting 1.0.1 inactive",
                        "flow_greeting 1.1.0 inactive",
                        "flow_greeting 2.0.0 active");
        assertThat(fixture.flows.versions("flow_greeting", null, 10))
                .extracting(version -> version.version().toString())
                .containsExactly("2.0.0", "1.1.0", "1.0.1", "1.0.0");
    }

    @Test
    void takesTheNumberOfTheFileIfItIsAboveAllOthers() {
        fixture.publish(FIRST);

        var result = fixture.publish(PATCHED.replace("version: 1.0.0", "version: \"3.1\""));

        assertThat(result).isInstanceOfSatisfying(Publication.Activated.class, activated -> {
            assertThat(activated.version().version()).isEqualTo(new Semver(3, 1, 0));
            assertThat(activated.retired()).isEqualTo(ONE);
        });
    }

    @Test
    void keepsADraftWithoutPuttingItToWork() {
        fixture.publish(FIRST);

        var result = fixture.publish(PATCHED.replace("status: active", "status: draft"));

        assertThat(result).isInstanceOf(Publication.Stored.class);
        assertThat(fixture.rows()).containsExactly("flow_greeting 1.0.0 active", "flow_greeting 1.0.1 draft");
        assertThat(active()).contains(ONE);
        assertThat(fixture.host.prepared).containsExactly("flow_greeting 1.0.0");
    }

    @Test
    void takesAFlowOutOfServiceWhenItsStatusIsInactive() {
        fixture.publish(FIRST);

        var result = fixture.publish(FIRST.replace("status: active", "status: inactive"));

        assertThat(result).isInstanceOfSatisfying(Publication.Stored.class, stored -> assertThat(stored.retired())
                .isEqualTo(ONE));
        assertThat(active()).isEmpty();
        assertThat(fixture.rows()).containsExactly("flow_greeting 1.0.0 inactive", "flow_greeting 1.0.1 inactive");
        assertThat(fixture.activations()).last().extracting("version").isNull();
        assertThat(fixture.events).last().isInstanceOf(FlowRetired.class);
    }

    @Test
    void goesBackAndForthBetweenTextsItKnows() {
        var inactive = FIRST.replace("status: active", "status: inactive");
        fixture.publish(FIRST);
        fixture.publish(inactive);

        var backInService = fixture.publish(FIRST);
        var outAgain = fixture.publish(inactive);

        assertThat(backInService).isInstanceOf(Publication.Activated.class);
        assertThat(outAgain).isInstanceOf(Publication.Stored.class);
        assertThat(active()).isEmpty();
        assertThat(fixture.rows()).hasSize(2);
        assertThat(fixture.activations()).hasSize(4);
    }

    @Test
    void rollsBackAndNotesWhoAndWhy() {
        fixture.publish(FIRST);
        fixture.publish(PATCHED);

        fixture.flows.activate("flow_greeting", ONE, "李工", "新版问候太正式");

        assertThat(active()).contains(ONE);
        assertThat(fixture.rows()).containsExactly("flow_greeting 1.0.0 active", "flow_greeting 1.0.1 inactive");
        assertThat(fixture.activations())
                .last()
                .isEqualTo(
                        Map.of("flow_id", "flow_greeting", "version", "1.0.0", "activated_by", "李工", "why", "新版问候太正式"));
        assertThat(fixture.host.activated).last().isEqualTo("flow_greeting 1.0.0");
    }

    @Test
    void refusesToActivateAVersionThatNeverWas() {
        fixture.publish(FIRST);

        assertThatThrownBy(() -> fixture.flows.activate("flow_greeting", new Semver(9, 9, 9), "李工", "?"))
                .isInstanceOf(UnknownVersion.class)
                .hasMessageContaining("flow_greeting")
                .hasMessageContaining("9.9.9");
        assertThat(active()).contains(ONE);
    }

    @Test
    void changesNothingWhenTheTextHasFaults() {
        fixture.publish(FIRST);

        var refusal = catchThrowableOfType(
                FlowRejected.class, () -> fixture.publish(PATCHED.replace("nodeType: end", "nodeType: edn")));

        assertThat(refusal.faults()).singleElement().extracting(Fault::hint).isEqualTo("did you mean 'end'?");
        unchanged();
    }

    @Test
    void changesNothingWhenTheHostRefuses() {
        fixture.publish(FIRST);
        fixture.host.refused.add("flow_greeting 1.0.1");

        assertThatThrownBy(() -> fixture.publish(PATCHED)).isInstanceOf(FlowRejected.class);

        unchanged();
    }

    @Test
    void aBadOneOfManyStopsNoOther() {
        var other = FIRST.replace("flow_greeting", "flow_other");

        var results = fixture.flows.publishAll(List.of(source("a", FIRST), source("b", "id: x"), source("c", other)));

        assertThat(results)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Publication.Activated.class),
                        second -> assertThat(second).isInstanceOfSatisfying(Publication.Rejected.class, rejected -> {
                            assertThat(rejected.file()).isEqualTo("b");
                            assertThat(rejected.faults()).isNotEmpty();
                        }),
                        third -> assertThat(third).isInstanceOf(Publication.Activated.class));
        assertThat(fixture.flows.allActive())
                .extracting(FlowVersion::flowId)
                .containsExactlyInAnyOrder("flow_greeting", "flow_other");
    }

    @Test
    void remembersEverythingAfterARestart() {
        fixture.publish(FIRST);
        fixture.publish(PATCHED);
        var before = fixture.flows.versions("flow_greeting", null, 10);

        var flows = fixture.restart(new TestTypes());

        assertThat(flows.versions("flow_greeting", null, 10)).isEqualTo(before).hasSize(2);
        assertThat(active()).contains(new Semver(1, 0, 1));
        assertThat(flows.find("flow_greeting", ONE)).isPresent();
        assertThat(fixture.host.prepared).containsExactly("flow_greeting 1.0.1");
        assertThat(fixture.publish(PATCHED)).isInstanceOf(Publication.Unchanged.class);
    }

    @Test
    void startsWithoutAFlowThatCanNoLongerRun() {
        fixture.publish(FIRST);
        fixture.publish(GROWN.replace("flow_greeting", "flow_waiting"));

        var flows = fixture.restart(new Without("wait_event"));

        assertThat(flows.allActive()).extracting(FlowVersion::flowId).containsExactly("flow_greeting");
        assertThat(flows.versions("flow_waiting", null, 10)).hasSize(1);
        assertThatThrownBy(() -> flows.activate("flow_waiting", ONE, "李工", "?")).isInstanceOf(FlowRejected.class);
    }

    @Test
    void listsVersionsPageByPage() {
        for (int i = 0; i < 12; i++) {
            fixture.publish(PATCHED.replace("您好", "您好" + i));
        }

        var first = fixture.flows.versions("flow_greeting", null, 5);
        var second = fixture.flows.versions("flow_greeting", first.getLast().version(), 5);

        assertThat(first)
                .extracting(version -> version.version().toString())
                .containsExactly("1.0.11", "1.0.10", "1.0.9", "1.0.8", "1.0.7");
        assertThat(first).extracting(VersionSummary::active).containsExactly(true, false, false, false, false);
        assertThat(first.getFirst().createdBy()).isEqualTo("王工");
        assertThat(second)
                .extracting(version -> version.version().toString())
                .containsExactly("1.0.6", "1.0.5", "1.0.4", "1.0.3", "1.0.2");
    }

    @Test
    void tellsWhoPutWhichVersionToWorkAndWhy() {
        fixture.publish(FIRST);
        fixture.publish(PATCHED);
        fixture.flows.activate("flow_greeting", ONE, "李工", "新版有误");

        assertThat(fixture.flows.activations("flow_greeting", 2))
                .containsExactly(
                        new Activation(ONE, FlowsFixture.NOW, "李工", "新版有误"),
                        new Activation(new Semver(1, 0, 1), FlowsFixture.NOW, "王工", "试用"));
    }

    @Test
    void loadsOnlyOnce() {
        fixture.publish(FIRST);
        var flows = fixture.restart(new TestTypes());

        flows.load();

        assertThat(flows.versions("flow_greeting", null, 10)).hasSize(1);
    }

    @Test
    void theDatabaseAllowsOneActiveVersionOfAFlow() {
        fixture.publish(FIRST);
        fixture.publish(PATCHED);

        assertThatThrownBy(() -> fixture.jdbc
                        .sql("update flow.flow_definitions set status = 'active'")
                        .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    private void unchanged() {
        assertThat(fixture.rows()).containsExactly("flow_greeting 1.0.0 active");
        assertThat(fixture.activations()).hasSize(1);
        assertThat(active()).contains(ONE);
        assertThat(fixture.host.activated).containsExactly("flow_greeting 1.0.0");
        assertThat(fixture.events).hasSize(1);
    }

    private Optional<Semver> active() {
        return fixture.flows.active("flow_greeting").map(FlowVersion::version);
    }

    private static FlowSource source(String file, String text) {
        return new FlowSource(file, text, "file", "start");
    }

    /** The node types of a hub from which one was taken. */
    private record Without(String name) implements NodeTypes {

        @Override
        public Optional<NodeType> find(String nameOrAlias) {
            return new TestTypes().find(nameOrAlias).filter(type -> !type.name().equals(name));
        }

        @Override
        public Collection<NodeType> all() {
            return new TestTypes().all();
        }
    }
}
