package dev.serai.route;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;

/**
 * Between the way into a route and its steps: exchanges go to the steps that are in force, and those that are on their
 * way stay where they are. So steps are exchanged without the way in ever being closed.
 */
final class Junction implements AsyncProcessor {

    private volatile RouteSteps current;

    Junction(RouteSteps first) {
        this.current = first;
    }

    /** From now on exchanges take these steps; answers those in force until now. */
    synchronized RouteSteps turn(RouteSteps next) {
        var before = current;
        current = next;
        return before;
    }

    /** The steps in force. */
    RouteSteps current() {
        return current;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var steps = enter();
        try {
            steps.producer().process(exchange);
        } finally {
            steps.leave();
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var steps = enter();
        return steps.producer().process(exchange, done -> {
            steps.leave();
            callback.done(done);
        });
    }

    /** Steps that were closed since they were read are not entered. */
    private RouteSteps enter() {
        while (true) {
            var steps = current;
            if (steps.enter()) {
                return steps;
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public CompletableFuture<Exchange> processAsync(Exchange exchange) {
        var future = new CompletableFuture<Exchange>();
        process(exchange, done -> future.complete(exchange));
        return future;
    }
}
