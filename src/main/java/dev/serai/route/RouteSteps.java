package dev.serai.route;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;

/** The steps of a route as one text of its file has them, with the number of exchanges that are in them. */
final class RouteSteps {

    private static final int CLOSED = Integer.MIN_VALUE / 2;

    private final String route;
    private final AsyncProducer producer;
    private final AtomicInteger inFlight = new AtomicInteger();

    /**
     * @param route Camel's id of these steps
     * @param producer the way to them
     */
    RouteSteps(String route, AsyncProducer producer) {
        this.route = route;
        this.producer = producer;
    }

    String route() {
        return route;
    }

    AsyncProducer producer() {
        return producer;
    }

    /** Lets an exchange in; false if these steps are closed. */
    boolean enter() {
        if (inFlight.incrementAndGet() > 0) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    /** Closes the steps if there is nobody in them. */
    boolean close() {
        return inFlight.compareAndSet(0, CLOSED);
    }
}
