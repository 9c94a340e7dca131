package dev.serai.worktool;

import dev.serai.queue.Envelope;
import dev.serai.queue.MessageQueue;
import dev.serai.queue.QueueUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Lets callbacks in: knows the caller, stores what it brought and only then says "success". A caller with the right
 * token and nothing to say is trying the address and is answered with success too.
 */
@Component
class CallbackDoor {

    /** Makes work of what a callback brought; empty if it brought nothing. */
    interface Reading {
        Optional<Envelope> read(RobotAccount robot, CallbackBody body);
    }

    private enum Outcome {
        ACCEPTED,
        DUPLICATE,
        PROBE,
        REFUSED,
        UNREADABLE,
        UNAVAILABLE
    }

    private final RobotAccounts accounts;
    private final MessageQueue queue;
    private final long maxBody;
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    CallbackDoor(RobotAccounts accounts, MessageQueue queue, WorkToolProperties properties, MeterRegistry meters) {
        this.accounts = accounts;
        this.queue = queue;
        this.maxBody = properties.callback().maxBody().toBytes();
        for (var outcome : Outcome.values()) {
            var word = outcome.name().toLowerCase(Locale.ROOT);
            counters.put(outcome, meters.counter("serai.worktool.callbacks", "outcome", word));
        }
    }

    void serve(Exchange exchange, Reading reading) {
        answer(exchange, reading).give(exchange);
    }

    private CallbackAnswer answer(Exchange exchange, Reading reading) {
        var account = accounts.authenticate(text(exchange, "robotId"), text(exchange, "token"));
        if (account.isEmpty()) {
            return counted(Outcome.REFUSED, CallbackAnswer.NOT_ALLOWED);
        }
        try {
            var body = CallbackBody.of(exchange);
            return switch (body) {
                case CallbackBody.Raw raw
                when raw.bytes().length == 0 -> counted(Outcome.PROBE, CallbackAnswer.SUCCESS);
                case CallbackBody.Raw raw
                when raw.bytes().length > maxBody -> counted(Outcome.UNREADABLE, CallbackAnswer.TOO_LARGE);
                case CallbackBody any
                when !Signature.valid(account.get(), any, text(exchange, "X-Signature")) ->
                    counted(Outcome.REFUSED, CallbackAnswer.NOT_ALLOWED);
                case CallbackBody any -> store(reading.read(account.get(), any));
            };
        } catch (MalformedCallback e) {
            return counted(Outcome.UNREADABLE, CallbackAnswer.NOT_READABLE);
        } catch (QueueUnavailable e) {
            return counted(Outcome.UNAVAILABLE, CallbackAnswer.TRY_AGAIN);
        }
    }

    private CallbackAnswer store(Optional<Envelope> envelope) {
        if (envelope.isEmpty()) {
            return counted(Outcome.PROBE, CallbackAnswer.SUCCESS);
        }
        var receipt = queue.accept(envelope.get());
        return counted(receipt.duplicate() ? Outcome.DUPLICATE : Outcome.ACCEPTED, CallbackAnswer.SUCCESS);
    }

    private CallbackAnswer counted(Outcome outcome, CallbackAnswer answer) {
        var counter = counters.get(outcome);
        if (counter != null) {
            counter.increment();
        }
        return answer;
    }

    /** A parameter that was given exactly once. */
    private static String text(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name) instanceof String text ? text : "";
    }
}
