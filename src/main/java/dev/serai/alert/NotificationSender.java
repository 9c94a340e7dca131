package dev.serai.alert;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends what is to be sent, one after the other, while the hub runs. */
@Component
class NotificationSender implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationSender.class);
    private static final long STOP_MILLIS = 15_000;

    private final NotificationRows rows;
    private final HookClient hooks;
    private final MailClient mail;
    private final AlertProperties.Sending settings;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    NotificationSender(NotificationRows rows, HookClient hooks, MailClient mail, AlertProperties properties) {
        this.rows = rows;
        this.hooks = hooks;
        this.mail = mail;
        this.settings = properties.sending();
    }

    /** There may be something to send. */
    void wake() {
        bell.release();
    }

    /** Stops after the runs, which may still want something sent, and before Camel (MAX - 2049), which sends it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1600;
    }

    /** Only marks the beginning: it begins when the hub is {@link #ready}. */
    @Override
    public void start() {
        running = true;
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void ready() {
        thread = Thread.ofVirtual().name("alert-notifications").start(this::work);
    }

    private void work() {
        var trouble = "";
        while (running) {
            try {
                if (!round()) {
                    rest();
                }
                trouble = "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                var reason = e.getClass().getSimpleName();
                if (!reason.equals(trouble)) {
                    LOG.error("Notifications cannot be sent now: {}", reason);
                }
                trouble = reason;
                pause();
            }
        }
    }

    private void rest() throws InterruptedException {
        if (bell.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
    }

    private void pause() {
        try {
            rest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the next one; false if there was none. */
    boolean round() {
        rows.doubt().forEach(id -> LOG.warn("notification={} may have been sent; it is not sent again", id));
        var next = rows.claim();
        next.ifPresent(this::send);
        return next.isPresent();
    }

    private void send(Claim claim) {
        var sent = claim.channel() == Channel.EMAIL ? mail.send(claim) : hooks.send(claim);
        if (!rows.settle(claim, sent)) {
            LOG.warn(
                    "notification={} channel={} recipient={} was not delivered: {}",
                    claim.id(),
                    claim.channel().word(),
                    claim.recipient(),
                    sent);
        }
    }

    /** Lets the call that is being made end. */
    @Override
    public synchronized void stop() {
        running = false;
        bell.release();
        var worker = thread;
        thread = null;
        if (worker == null) {
            return;
        }
        try {
            worker.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
