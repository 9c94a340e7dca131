package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.flow.SettingsRejected;
import dev.serai.trigger.Schedule;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What flows that start by themselves, by events and by webhooks hand to their runs, and what they refuse. */
class TriggerNodeTests {

    @Test
    void scheduleTellsWhenTheRunWasDueAndWhenItWasStarted() {
        var kind = new TriggerScheduleNode();
        var settings = TestStep.settings(kind, "{cron: '0 0 9 * * ?'}");
        var metadata = Map.of("firedAt", "f", "scheduledAt", "s", "payload", Map.of("a", 1), "trigger", "schedule");

        var outcome = kind.run(settings, TestStep.of(Map.of("metadata", metadata)));

        assertThat(outcome.output()).isEqualTo(Map.of("firedAt", "f", "scheduledAt", "s", "payload", Map.of("a", 1)));
        assertThat(kind.run(settings, TestStep.of(Map.of())).output()).isEmpty();
    }

    @Test
    void scheduleIsMeantInShanghaiAndMakesUpOnce() {
        var settings = TestStep.settings(new TriggerScheduleNode(), "{cron: '0 0 9 * * ?'}");

        assertThat(settings.timezone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(settings.misfire()).isEqualTo(Schedule.Misfire.ONCE);
        assertThat(settings.payload()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                        | cron     | missing
            {cron: often}                             | cron     | 0 0 9 * * ?
            {cron: '0 9 * * 1'}                       | cron     | no seconds
            {cron: '0 0 25 * * ?'}                    | cron     | 0 0 25 * * ?
            {cron: '0 0 9 * * ?', timezone: Mars/Base}| timezone | Mars/Base
            {cron: '0 0 9 * * ?', misfire: twice}     | misfire  | once, ignore, all
            {cron: '0 0 9 * * ?', payload: words}     | payload  | words
            {cron: '0 0 9 * * ?', every: day}         | every    | every
            """)
    void scheduleRefusesWhatItCannotKeep(String settings, String setting, String reason) {
        assertThatThrownBy(() -> TestStep.settings(new TriggerScheduleNode(), settings))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContainingAll(setting, reason);
    }

    @Test
    void eventHandsOnWhatHappenedAndTellsTheContextWhatItKnows() {
        var kind = new TriggerEventNode();
        var settings = TestStep.settings(kind, "{event: command_result}");
        var event = Map.of("robotId", "demo", "error", "e", "variables", "v", "metadata", "m");

        var outcome = kind.run(settings, TestStep.of(Map.of("metadata", Map.of("event", event))));

        assertThat(outcome.output()).isEqualTo(Map.of("event", event));
        assertThat(outcome.told()).isEqualTo(Map.of("robotId", "demo"));
        assertThat(kind.run(settings, TestStep.of(Map.of())).output()).isEqualTo(Map.of("event", Map.of()));
    }

    @Test
    void eventNeedsANameAndAFilterThatParses() {
        var kind = new TriggerEventNode();

        assertThatThrownBy(() -> TestStep.settings(kind, "{event: ''}")).hasMessageContaining("event");
        assertThatThrownBy(() -> TestStep.settings(kind, "{event: a, filter: 'event. =='}"))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining("does not parse");
        assertThat(TestStep.settings(kind, "{event: a, filter: event.x == 1}").localNames())
                .containsExactly("event");
    }

    @Test
    void webhookHandsOnWhatAnotherSystemSent() {
        var kind = new TriggerWebhookNode();
        var settings = TestStep.settings(kind, "{webhookUrl: /hooks/orders, responseMode: lastNode}");
        var metadata = Map.of("message", Map.of("orderId", 7));

        assertThat(kind.run(settings, TestStep.of(Map.of("metadata", metadata))).output())
                .isEqualTo(Map.of("message", Map.of("orderId", 7)));
    }

    @Test
    void webhookThatAnswersWithANodeMustNameIt() {
        var kind = new TriggerWebhookNode();

        assertThatThrownBy(() -> TestStep.settings(kind, "{webhookUrl: /hooks/orders, responseMode: node}"))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining("responseNode");
        assertThat(TestStep.settings(kind, "{webhookUrl: /hooks/orders, responseMode: node, responseNode: reply}")
                        .responseNode())
                .isEqualTo("reply");
    }
}
