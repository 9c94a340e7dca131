package dev.serai.worktool;

import dev.serai.worktool.RobotLeases.Lease;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the commands of one robot, one after the other in the order they were put in line, on a thread of its own.
 *
 * <p>Each command is sent exactly once, wherever the process is killed:
 *
 * <ol>
 *   <li>Killed before the claim is committed: the command is still {@code pending}; nothing was sent, for the call is
 *       made after that commit only.
 *   <li>Killed between the claim and the commit of the outcome: the command is {@code sending}. Whether WorkTool took
 *       it, this table cannot say, so the next owner of the line marks it {@code unknown}, and so does a line that
 *       stumbles over an error of its own. It is then looked up in WorkTool's list of calls ({@link CallLookup}):
 *       found, it is {@code sent} under the id found; missing in several looks apart, it is sent again. The last of
 *       these looks comes only after the call must be over at both ends, so a late one cannot slip in behind it.
 *   <li>Killed after the commit of the outcome: the command is {@code sent}, {@code failed} or {@code pending} again,
 *       and the last only if WorkTool has said itself, or the connection shows, that it was not taken.
 * </ol>
 *
 * <p>An owner that lost the line without knowing it claims nothing more ({@link RobotLeases}); what it was sending at
 * that moment it may still write down, for that is true whoever owns the line, unless another attempt has begun since.
 * What remains outside our power: a phone repeats a command that failed half-way, and somebody else who sends the same
 * text to the same chat through the same robot in the same minute is taken for us.
 */
final class RobotLine implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RobotLine.class);

    private final RobotAccount robot;
    private final LineTools tools;
    private final LineErrands errands;
    private final Semaphore woken = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Duration backOff = Duration.ZERO;

    RobotLine(RobotAccount robot, LineTools tools) {
        this.robot = robot;
        this.tools = tools;
        this.errands = new LineErrands(robot, tools);
    }

    /** There may be something to send. */
    void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    /** Ends the line after the command that is being sent. */
    void stop() {
        stopped.countDown();
        wake();
    }

    @Override
    public void run() {
        try {
            while (running()) {
                workOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After an error the line begins anew as if the process had died, so there is one way to recover, not two. */
    private void workOnce() throws InterruptedException {
        try {
            var lease = tools.leases().take(robot.name());
            if (lease.isEmpty()) {
                rest(tools.settings().leaseRetry());
                return;
            }
            try {
                work(lease.get());
            } finally {
                tools.leases().release(lease.get());
            }
        } catch (RuntimeException e) {
            LOG.warn("The line of a robot stumbled and begins anew: robot={}", robot.name(), e);
            rest(tools.settings().leaseRetry());
        }
    }

    private void work(Lease lease) throws InterruptedException {
        int orphans =
                tools.commands().doubtOrphans(lease, tools.settings().lookup().grace());
        if (orphans > 0) {
            LOG.warn("Commands were being sent when their process died, looking them up: robot={}", robot.name());
        }
        errands.plan();
        while (running() && tools.leases().holds(lease)) {
            errands.run();
            var claim = first(lease);
            if (claim.isEmpty()) {
                woken.tryAcquire(errands.pause(tools.settings().poll()).toNanos(), TimeUnit.NANOSECONDS);
            }
            while (claim.isPresent()) {
                claim = deliver(lease, claim.get());
            }
        }
    }

    /** The permit comes first: a claim that waits would be looked up in vain after a kill. */
    private Optional<Turn> first(Lease lease) throws InterruptedException {
        if (!tools.commands().anythingToSend(robot.name())) {
            return Optional.empty();
        }
        var permit = tools.budget().acquire();
        if (permit.isEmpty()) {
            return Optional.empty();
        }
        var claim = running() ? tools.commands().claim(lease) : Optional.<Claim>empty();
        return turn(claim, permit);
    }

    private static Optional<Turn> turn(Optional<Claim> claim, Optional<RequestBudget.Permit> permit) {
        if (claim.isEmpty()) {
            permit.ifPresent(RequestBudget.Permit::unused);
            return Optional.empty();
        }
        return Optional.of(new Turn(claim.get(), permit.orElseThrow()));
    }

    private record Turn(Claim claim, RequestBudget.Permit permit) {}

    /** Sends one command, writes down what became of it and claims the next one along with that. */
    private Optional<Turn> deliver(Lease lease, Turn turn) throws InterruptedException {
        var outcome = send(turn);
        var settlement = judge(outcome, turn.claim());
        errands.remember(settlement);
        var goOn = outcome instanceof SendOutcome.Accepted && running() && !errands.due();
        var permit = goOn ? tools.budget().tryAcquire() : Optional.<RequestBudget.Permit>empty();
        var settled = settle(lease, turn.claim(), settlement, permit);
        tools.news().tell(settled.finished());
        rest(backOff);
        return turn(settled.next(), permit);
    }

    private SendOutcome send(Turn turn) {
        try {
            return tools.client().send(robot, turn.claim().payload());
        } finally {
            turn.permit().used();
        }
    }

    private Commands.Settled settle(
            Lease lease, Claim claim, Settlement settlement, Optional<RequestBudget.Permit> permit) {
        try {
            return tools.commands()
                    .settle(
                            robot.name(),
                            claim,
                            settlement,
                            permit.isPresent() ? Optional.of(lease) : Optional.empty());
        } catch (RuntimeException e) {
            permit.ifPresent(RequestBudget.Permit::unused);
            throw e;
        }
    }

    private Settlement judge(SendOutcome outcome, Claim claim) {
        var now = tools.clock().instant();
        var before = backOff;
        backOff = Duration.ZERO;
        return switch (outcome) {
            case SendOutcome.Accepted accepted -> {
                tools.news().count("sent");
                yield Settlement.sent(
                        accepted.messageId(),
                        now.plus(tools.settings().results().delay()));
            }
            case SendOutcome.Refused refused -> {
                if (!refused.passing() || claim.attempts() >= tools.settings().maxAttempts()) {
                    yield Settlement.failed(refused.reason());
                }
                backOff = longer(before);
                yield again("refused", refused.reason(), claim);
            }
            case SendOutcome.Throttled throttled -> {
                tools.throttled(throttled.retryAfter());
                yield again("throttled", "WorkTool takes no more calls at the moment", claim);
            }
            case SendOutcome.NotSent notSent -> {
                backOff = longer(before);
                yield again("not_sent", "WorkTool cannot be reached: " + notSent.reason(), claim);
            }
            case SendOutcome.Unclear unclear -> {
                tools.news().count("unclear");
                LOG.warn(
                        "Nobody knows whether a command was taken: sendId={} reason={}",
                        claim.sendId(),
                        unclear.reason());
                yield Settlement.unknown(
                        unclear.reason(), 0, now.plus(tools.settings().lookup().grace()));
            }
        };
    }

    private Settlement again(String outcome, String reason, Claim claim) {
        tools.news().count(outcome);
        LOG.warn("A command waits: sendId={} reason={}", claim.sendId(), reason);
        return Settlement.again(reason);
    }

    private Duration longer(Duration pause) {
        var settings = tools.settings();
        var next = pause.isZero() ? settings.backOff() : pause.multipliedBy(2);
        return next.compareTo(settings.maxBackOff()) < 0 ? next : settings.maxBackOff();
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void rest(Duration pause) throws InterruptedException {
        if (!pause.isZero() && stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.debug("The line of a robot was stopped while it rested: robot={}", robot.name());
        }
    }
}
