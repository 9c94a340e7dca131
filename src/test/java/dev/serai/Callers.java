package dev.serai;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Many who ask the same again and again while something is changed under them. */
final class Callers {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MANY = 8;

    private Callers() {}

    /** Something done while they ask. */
    interface Change {
        void run() throws Exception;
    }

    /** All answers from before the change until a hundred after it, in the order they came. */
    static List<String> during(Supplier<String> question, Change change) throws Exception {
        var answers = new ConcurrentLinkedQueue<String>();
        var stop = new AtomicBoolean();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MANY; i++) {
                callers.execute(() -> {
                    while (!stop.get()) {
                        answers.add(question.get());
                        LockSupport.parkNanos(20_000_000);
                    }
                });
            }
            try {
                await().atMost(PATIENCE).until(() -> answers.size() > 20);
                change.run();
                var enough = answers.size() + 100;
                await().atMost(PATIENCE).until(() -> answers.size() > enough);
            } finally {
                stop.set(true);
            }
        }
        return List.copyOf(answers);
    }
}
