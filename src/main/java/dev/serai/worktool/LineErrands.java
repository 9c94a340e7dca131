package dev.serai.worktool;

import dev.serai.worktool.CallLookup.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the line of a robot does between commands: look up doubtful calls, ask for missing results. */
final class LineErrands {

    private static final Logger LOG = LoggerFactory.getLogger(LineErrands.class);

    private final RobotAccount robot;
    private final LineTools tools;
    private Instant nextCall = Instant.MAX;
    private Instant nextResult = Instant.MAX;
    private Instant resultsNotBefore = Instant.MIN;

    LineErrands(RobotAccount robot, LineTools tools) {
        this.robot = robot;
        this.tools = tools;
    }

    /** Reads from the table what there is to do, and when. */
    void plan() {
        var agenda = tools.commands().agenda(robot.name());
        nextCall = orNever(agenda.call());
        nextResult = later(orNever(agenda.result()), resultsNotBefore);
    }

    /** Takes note of what a settled command leaves to be done. */
    void remember(Settlement settlement) {
        var at = orNever(settlement.checkAt());
        if (settlement.status() == CommandStatus.UNKNOWN) {
            nextCall = earlier(nextCall, at);
        } else {
            nextResult = earlier(nextResult, later(at, resultsNotBefore));
        }
    }

    boolean due() {
        return !earlier(nextCall, nextResult).isAfter(tools.clock().instant());
    }

    /** How long the line may rest until there is something to do. */
    Duration pause(Duration longest) {
        var left = Duration.between(tools.clock().instant(), earlier(nextCall, nextResult));
        return left.compareTo(longest) > 0 ? longest : left.isNegative() ? Duration.ZERO : left;
    }

    /** Does what is due. */
    void run() throws InterruptedException {
        if (!due()) {
            return;
        }
        var now = tools.clock().instant();
        if (!nextCall.isAfter(now)) {
            lookUpCalls();
        }
        if (!nextResult.isAfter(now)) {
            resultsNotBefore = now.plus(tools.settings().results().interval());
            tools.checks().check(robot, tools.budget()).ifPresent(this::disturbed);
        }
        plan();
    }

    private void lookUpCalls() throws InterruptedException {
        for (var claim : tools.commands().doubtful(robot.name())) {
            var settlement = judge(claim, tools.lookup().look(robot, claim, tools.budget()));
            var settled = tools.commands().settle(robot.name(), claim, settlement, Optional.empty());
            tools.news().tell(settled.finished());
        }
    }

    private Settlement judge(Claim claim, Sight sight) {
        var now = tools.clock().instant();
        return switch (sight) {
            case Sight.Found found -> {
                LOG.info("A doubtful command had been taken: sendId={}", claim.sendId());
                tools.news().count("sent");
                yield Settlement.sent(
                        found.messageId(), now.plus(tools.settings().results().delay()));
            }
            case Sight.Missing missing
            when decided(claim, now) -> {
                LOG.info("A doubtful command had not been taken and is sent again: sendId={}", claim.sendId());
                yield Settlement.again("It was looked up and had not been taken.");
            }
            case Sight.Missing missing ->
                Settlement.unknown("It was looked up in vain.", claim.checks() + 1, nextLook(claim, now));
            case Sight.Unreadable unreadable -> {
                disturbed(unreadable.answer());
                yield Settlement.unknown("It cannot be looked up.", claim.checks(), nextLook(claim, now));
            }
        };
    }

    private boolean decided(Claim claim, Instant now) {
        return claim.checks() + 1 >= tools.settings().lookup().looks() && !now.isBefore(callOver(claim));
    }

    private Instant nextLook(Claim claim, Instant now) {
        var next = now.plus(tools.settings().lookup().pause());
        return claim.checks() + 2 >= tools.settings().lookup().looks() ? later(next, callOver(claim)) : next;
    }

    /** When the call must be over at both ends, even if the process that made it still lives. */
    private Instant callOver(Claim claim) {
        return claim.sendingAt()
                .plus(tools.properties().connectTimeout())
                .plus(tools.properties().responseTimeout())
                .plus(tools.settings().lookup().grace());
    }

    private void disturbed(WorkToolAnswer answer) {
        switch (answer) {
            case WorkToolAnswer.Throttled throttled -> tools.throttled(throttled.retryAfter());
            case WorkToolAnswer.Failed failed ->
                LOG.warn("WorkTool could not be asked: robot={} reason={}", robot.name(), failed.reason());
            case WorkToolAnswer.Data data -> LOG.debug("WorkTool has answered: robot={}", robot.name());
        }
    }

    private static Instant orNever(@Nullable Instant instant) {
        return instant == null ? Instant.MAX : instant;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
