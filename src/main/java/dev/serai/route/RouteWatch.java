package dev.serai.route;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Looks at the folder of routes again and again. */
@Component
class RouteWatch implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

    private final KameletFolder kamelets;
    private final RouteFolder routes;
    private final RouteProperties properties;
    private String trouble = "";
    private @Nullable ScheduledExecutorService rounds;

    RouteWatch(KameletFolder kamelets, RouteFolder routes, RouteProperties properties) {
        this.kamelets = kamelets;
        this.routes = routes;
        this.properties = properties;
    }

    /** Kamelets come before the flows that use them. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener(ApplicationStartedEvent.class)
    void start() {
        kamelets.start();
        var millis = properties.watchInterval().toMillis();
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("route-folder").daemon().factory());
        var unused = thread.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
        rounds = thread;
    }

    private void round() {
        try {
            kamelets.lookAgain();
            routes.lookAgain();
            trouble = "";
        } catch (RuntimeException e) {
            var reason = String.valueOf(e.getMessage());
            if (!reason.equals(trouble)) {
                LOG.error("The routes in '{}' could not be looked at: {}", properties.folder(), reason);
            }
            trouble = reason;
        }
    }

    @Override
    public void destroy() {
        if (rounds != null) {
            rounds.shutdownNow();
        }
    }
}
