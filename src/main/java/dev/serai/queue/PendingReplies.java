package dev.serai.queue;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Those in this process who wait for an answer. */
@Component
class PendingReplies implements Replies {

    private final ConcurrentHashMap<UUID, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();

    CompletableFuture<String> expect(UUID envelope, Duration timeout) {
        var answer = new CompletableFuture<String>();
        waiting.put(envelope, answer);
        var unused = answer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((text, failure) -> waiting.remove(envelope));
        return answer;
    }

    @Override
    public boolean awaited(UUID envelope) {
        return waiting.containsKey(envelope);
    }

    @Override
    public void reply(UUID envelope, String answer) {
        var expected = waiting.get(envelope);
        if (expected != null) {
            expected.complete(answer);
        }
    }
}
