package dev.serai.node;

import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Wait;
import dev.serai.flow.NodeType;
import dev.serai.flow.Template;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code delay_control}: answers as fast as a person would at this hour. By day at once, in the evening after some
 * minutes, late at night by how urgent the matter is, or not at all. The pause is chosen by the run itself, so it is
 * the same however often the run is taken up again.
 */
@Component
class DelayControlNode implements NodeKind<DelayControlNode.Settings> {

    /** How urgent a message is. */
    static final String HIGH = "high";

    static final String MEDIUM = "medium";
    static final String LOW = "low";

    /**
     * A part of the day and how long answers wait in it.
     *
     * @param startHour from 0 to 23, where it begins
     * @param endHour from 1 to 24, where it ends
     * @param minDelay seconds at least; a plain number is seconds
     * @param maxDelay seconds at most
     */
    record Shift(int startHour, int endHour, Duration minDelay, Duration maxDelay) {
        Shift {
            hours(startHour, endHour);
            range(minDelay, maxDelay);
        }
    }

    /**
     * How long an answer of one urgency waits.
     *
     * @param minDelay at least
     * @param maxDelay at most
     * @param noReply whether there is no answer at all
     */
    record Pause(
            @DefaultValue("0s") Duration minDelay,
            @DefaultValue("0s") Duration maxDelay,
            @DefaultValue("false") boolean noReply) {
        Pause {
            range(minDelay, maxDelay);
        }
    }

    /**
     * The small hours, in which urgency counts.
     *
     * @param startHour from 0 to 23, where they begin
     * @param endHour from 1 to 24, where they end
     * @param high pause of urgent messages
     * @param medium pause of ordinary ones
     * @param low pause of idle ones
     */
    record LateNight(int startHour, int endHour, Pause high, Pause medium, Pause low) {
        LateNight {
            hours(startHour, endHour);
        }

        Pause of(String urgency) {
            return switch (urgency) {
                case HIGH -> high;
                case MEDIUM -> medium;
                default -> low;
            };
        }
    }

    /**
     * Days off, on which answers take their time by day too.
     *
     * @param dates days and spans of days, both ends included: {@code 2026-10-01} or {@code 2026-10-01/2026-10-07}
     * @param startHour from 0 to 23, where the hours of these days begin
     * @param endHour from 1 to 24, where they end
     * @param minDelay seconds at least; a plain number is seconds
     * @param maxDelay seconds at most
     */
    record Holidays(
            @DefaultValue List<String> dates,
            @DefaultValue("9") int startHour,
            @DefaultValue("21") int endHour,
            @DefaultValue("60s") Duration minDelay,
            @DefaultValue("300s") Duration maxDelay) {

        Holidays {
            dates = List.copyOf(dates);
            hours(startHour, endHour);
            range(minDelay, maxDelay);
            dates.forEach(Holidays::on);
        }

        boolean are(LocalDate day) {
            return dates.stream().map(Holidays::on).anyMatch(span -> span.test(day));
        }

        private static Predicate<LocalDate> on(String dates) {
            return span(dates)
                    .orElseThrow(() -> new IllegalArgumentException("dates: '" + dates
                            + "' is no day; write 2026-10-01 or 2026-10-01/2026-10-07, the earlier one first"));
        }

        private static Optional<Predicate<LocalDate>> span(String dates) {
            try {
                int slash = dates.indexOf('/');
                var first = LocalDate.parse(slash < 0 ? dates : dates.substring(0, slash));
                var last = slash < 0 ? first : LocalDate.parse(dates.substring(slash + 1));
                return last.isBefore(first)
                        ? Optional.empty()
                        : Optional.of(day -> !day.isBefore(first) && !day.isAfter(last));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * The hours of the day.
     *
     * @param dayShift from 9 to 21: at once
     * @param nightShift from 21 to 24: one to five minutes
     * @param lateNight from 0 to 6: urgent messages five to ten minutes, ordinary ones ten to thirty, idle ones no
     *     answer
     * @param earlyMorning the hours between late night and day; as by day if left out
     * @param holidays days off and how long answers wait on them by day; none if left out
     * @param timezone in which the hours and days are meant
     * @param priority how urgent the message is, {@code high}, {@code medium} or {@code low}; by its intent if left out
     * @param priorities urgency of each intent; others are low
     */
    record Settings(
            @Nullable Shift dayShift,
            @Nullable Shift nightShift,
            @Nullable LateNight lateNight,
            @Nullable Shift earlyMorning,
            @Nullable Holidays holidays,
            @DefaultValue("Asia/Shanghai") ZoneId timezone,
            @Nullable Template priority,
            @Nullable Map<String, String> priorities) {

        private static final Shift DAY = new Shift(9, 21, Duration.ZERO, Duration.ZERO);
        private static final Shift NIGHT = new Shift(21, 24, Duration.ofMinutes(1), Duration.ofMinutes(5));
        private static final LateNight LATE = new LateNight(
                0,
                6,
                new Pause(Duration.ofMinutes(5), Duration.ofMinutes(10), false),
                new Pause(Duration.ofMinutes(10), Duration.ofMinutes(30), false),
                new Pause(Duration.ZERO, Duration.ZERO, true));
        private static final Map<String, String> URGENCIES = urgencies();

        /** In an order that is the same in each process, for it is shown to authors. */
        private static Map<String, String> urgencies() {
            var urgencies = new LinkedHashMap<String, String>();
            urgencies.put("risk", HIGH);
            urgencies.put("complaint", HIGH);
            urgencies.put("service", MEDIUM);
            urgencies.put("help", MEDIUM);
            return urgencies;
        }

        Settings {
            dayShift = dayShift == null ? DAY : dayShift;
            nightShift = nightShift == null ? NIGHT : nightShift;
            lateNight = lateNight == null ? LATE : lateNight;
            priorities = Collections.unmodifiableMap(new LinkedHashMap<>(priorities == null ? URGENCIES : priorities));
            priorities.forEach((intent, urgency) -> {
                if (!Set.of(HIGH, MEDIUM, LOW).contains(urgency)) {
                    throw new IllegalArgumentException(
                            "priorities: '" + urgency + "' of '" + intent + "' is unknown; use high, medium or low");
                }
            });
        }
    }

    private static void hours(int start, int end) {
        if (start < 0 || start > 23 || end < 1 || end > 24 || start >= end) {
            throw new IllegalArgumentException("startHour: " + start + " to " + end
                    + " is no part of a day; begin at 0 to 23 and end later, at 24 at the latest");
        }
    }

    private static void range(Duration min, Duration max) {
        if (min.isNegative() || min.compareTo(max) > 0) {
            throw new IllegalArgumentException("maxDelay: " + max.toSeconds() + " s is less than minDelay, "
                    + min.toSeconds() + " s; write the longer one here");
        }
    }

    private record Choice(String reason, Pause pause) {}

    private final boolean waits;

    DelayControlNode(NodeProperties properties) {
        this.waits = properties.delays();
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "delay_control",
                Set.of(),
                Settings.class,
                Set.of("delaySeconds", "delayReason", "scheduledTime", "noReply"),
                NodeType.Role.WAIT);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var urgency = urgency(settings, step);
        var now = step.now().atZone(settings.timezone());
        var hour = now.getHour();
        var choice = choose(settings, now, urgency);
        var delay = choice.pause().noReply() ? Duration.ZERO : between(choice.pause(), step.effectKey());
        var until = step.now().plus(delay);
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("delaySeconds", delay.toSeconds());
        output.put("delayReason", choice.reason());
        output.put("scheduledTime", until.toString());
        output.put("noReply", choice.pause().noReply());
        var outcome = Outcome.of(output).from(Map.of("priority", urgency, "hour", hour));
        return delay.isZero() || !waits ? outcome : outcome.waiting(Wait.until(until));
    }

    private static String urgency(Settings settings, Step step) {
        var set = settings.priority();
        var written = set == null ? "" : set.render(step.scope()).strip();
        if (Set.of(HIGH, MEDIUM, LOW).contains(written)) {
            return written;
        }
        var urgencies = settings.priorities();
        return urgencies == null ? LOW : urgencies.getOrDefault(step.text("intent"), LOW);
    }

    private static Choice choose(Settings settings, ZonedDateTime now, String urgency) {
        var hour = now.getHour();
        var late = settings.lateNight();
        if (late != null && in(hour, late.startHour(), late.endHour())) {
            return new Choice("lateNight:" + urgency, late.of(urgency));
        }
        var shifts = new LinkedHashMap<String, @Nullable Shift>();
        shifts.put("nightShift", settings.nightShift());
        shifts.put("holiday", holiday(settings, now.toLocalDate()));
        shifts.put("earlyMorning", settings.earlyMorning());
        shifts.put("dayShift", settings.dayShift());
        for (var shift : shifts.entrySet()) {
            var hours = shift.getValue();
            if (hours != null && in(hour, hours.startHour(), hours.endHour())) {
                return new Choice(shift.getKey(), new Pause(hours.minDelay(), hours.maxDelay(), false));
            }
        }
        var day = settings.dayShift() == null ? Settings.DAY : settings.dayShift();
        return new Choice("dayShift", new Pause(day.minDelay(), day.maxDelay(), false));
    }

    private static @Nullable Shift holiday(Settings settings, LocalDate day) {
        var holidays = settings.holidays();
        return holidays == null || !holidays.are(day)
                ? null
                : new Shift(holidays.startHour(), holidays.endHour(), holidays.minDelay(), holidays.maxDelay());
    }

    private static boolean in(int hour, int start, int end) {
        return hour >= start && hour < end;
    }

    /** Different for each run and node, the same each time for the same. */
    private static Duration between(Pause pause, String key) {
        var span = pause.maxDelay().toMillis() - pause.minDelay().toMillis();
        var more = span == 0 ? 0 : new SplittableRandom(key.hashCode()).nextLong(span + 1);
        return pause.minDelay().plusMillis(more);
    }
}
