package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.engine.Outcome;
import dev.serai.engine.RunId;
import dev.serai.flow.SettingsRejected;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayControlNodeTests {

    private final DelayControlNode kind = new DelayControlNode(NodeSettings.allowing());

    private Outcome at(String time, String settings, Map<String, Object> context) {
        return on("2026-11-21T" + time, settings, context);
    }

    private Outcome on(String time, String settings, Map<String, Object> context) {
        var now = LocalDateTime.parse(time).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
        var step = TestStep.of(context);
        return kind.run(
                TestStep.settings(kind, settings),
                new TestStep(new RunId(UUID.randomUUID()), step.node(), step.scope(), now));
    }

    @ParameterizedTest
    @CsvSource({
        "09:00, chat, dayShift, 0, 0, false",
        "20:59:59, risk, dayShift, 0, 0, false",
        "21:00, chat, nightShift, 60, 300, false",
        "23:59:59, risk, nightShift, 60, 300, false",
        "00:00, complaint, lateNight:high, 300, 600, false",
        "03:00, service, lateNight:medium, 600, 1800, false",
        "05:59:59, chat, lateNight:low, 0, 0, true",
        "06:00, chat, dayShift, 0, 0, false",
        "08:59, chat, dayShift, 0, 0, false"
    })
    void waitsByTheHourAndTheUrgency(
            String time, String intent, String reason, long least, long most, boolean noReply) {
        for (int i = 0; i < 20; i++) {
            var outcome = at(time, "{}", Map.of("intent", intent));

            assertThat(outcome.output()).containsEntry("delayReason", reason).containsEntry("noReply", noReply);
            assertThat((Long) outcome.output().get("delaySeconds")).isBetween(least, most);
            assertThat(outcome.pause() == null).isEqualTo(most == 0);
        }
    }

    @Test
    void theSameRunWaitsTheSameTime() {
        var settings = TestStep.settings(kind, "{dayShift: {startHour: 0, endHour: 24, minDelay: 1, maxDelay: 1h}}");
        var step = TestStep.of(Map.of("intent", "help"));

        var first = kind.run(settings, step).output();
        var second = kind.run(settings, step).output();

        assertThat(first).isEqualTo(second);
    }

    @Test
    void theAuthorMaySayHowUrgentItIs() {
        var outcome = at("02:00", "{priority: '{{alertLevel}}'}", Map.of("alertLevel", "high", "intent", "chat"));

        assertThat(outcome.output()).containsEntry("delayReason", "lateNight:high");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-30T12:00, dayShift, 0, 0",
        "2026-10-01T08:59, dayShift, 0, 0",
        "2026-10-01T09:00, holiday, 60, 300",
        "2026-10-07T20:59, holiday, 60, 300",
        "2026-10-07T21:00, nightShift, 60, 300",
        "2026-10-03T02:00, lateNight:medium, 600, 1800",
        "2026-10-08T12:00, dayShift, 0, 0",
        "2027-01-01T12:00, holiday, 60, 300"
    })
    void takesItsTimeOnHolidays(String time, String reason, long least, long most) {
        var settings = "{holidays: {dates: [2026-10-01/2026-10-07, '2027-01-01']}}";

        var output = on(time, settings, Map.of("intent", "service")).output();

        assertThat(output).containsEntry("delayReason", reason);
        assertThat((Long) output.get("delaySeconds")).isBetween(least, most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-32", "2026-10-07/2026-10-01", "国庆", "2026-10-01/"})
    void refusesHolidaysThatAreNoDays(String dates) {
        assertThatThrownBy(() -> TestStep.settings(kind, "{holidays: {dates: ['" + dates + "']}}"))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining("dates: '" + dates + "' is no day (write 2026-10-01 or 2026-10-01/2026-10-07");
    }

    @Test
    void onlySaysHowLongItWouldBeWhereDelaysAreSwitchedOff() {
        var hasty = new DelayControlNode(NodeSettings.withoutDelays());
        var night = LocalDateTime.parse("2026-11-21T22:00")
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant();
        var step = TestStep.of(Map.of("intent", "service"));

        var outcome =
                hasty.run(TestStep.settings(hasty, "{}"), new TestStep(step.run(), step.node(), step.scope(), night));

        assertThat((Long) outcome.output().get("delaySeconds")).isBetween(60L, 300L);
        assertThat(outcome.pause()).isNull();
    }

    @Test
    void theEarlyMorningHasHoursOfItsOwnIfSet() {
        var settings = "{earlyMorning: {startHour: 6, endHour: 9, minDelay: 30, maxDelay: 30}}";

        assertThat(at("07:00", settings, Map.of()).output())
                .containsEntry("delayReason", "earlyMorning")
                .containsEntry("delaySeconds", 30L);
    }

    @Test
    void theTimeZoneIsTheAuthorsChoice() {
        assertThat(at("12:00", "{timezone: America/New_York}", Map.of("intent", "chat"))
                        .output())
                .containsEntry("delayReason", "nightShift");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{dayShift: {startHour: 9, endHour: 9, minDelay: 0, maxDelay: 0}}",
                "{nightShift: {startHour: 21, endHour: 25, minDelay: 0, maxDelay: 0}}",
                "{dayShift: {startHour: 9, endHour: 21, minDelay: 10, maxDelay: 5}}",
                "{timezone: Asia/Peking2}",
                "{priorities: {chat: urgent}}"
            })
    void refusesWhatMakesNoSense(String settings) {
        assertThatThrownBy(() -> TestStep.settings(kind, settings)).isInstanceOf(SettingsRejected.class);
    }
}
