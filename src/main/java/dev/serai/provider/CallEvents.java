package dev.serai.provider;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the house of finished calls, one after the other, on a thread of its own. When so many wait that there is no
 * room, and while the hub stops, the caller tells of its call itself: none is left out.
 */
@Component
class CallEvents implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CallEvents.class);
    private static final int ROOM = 10_000;
    private static final long STOP_SECONDS = 15;

    private final ApplicationEventPublisher house;
    private final ThreadPoolExecutor teller;
    private volatile boolean running;

    CallEvents(ApplicationEventPublisher house) {
        this.house = house;
        this.teller = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(ROOM),
                Thread.ofVirtual().name("provider-events").factory(),
                (telling, full) -> telling.run());
    }

    /** Tells of a call; comes back at once, and never fails. */
    void finished(CallFinished call) {
        teller.execute(() -> tell(call));
    }

    private void tell(CallFinished call) {
        try {
            house.publishEvent(call);
        } catch (RuntimeException e) {
            // who listens must not harm the call nor the others who listen to the next one
            LOG.error(
                    "Who was told of the end of {} failed: {}",
                    call.name(),
                    e.getClass().getName());
        }
    }

    /**
     * Stops after Camel and after the web server, when no call is under way any more, and before who listens is gone.
     */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        teller.shutdown();
        try {
            if (!teller.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.error(
                        "{} finished calls were not told of before the stop",
                        teller.getQueue().size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
