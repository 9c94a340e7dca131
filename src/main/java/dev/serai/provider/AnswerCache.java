package dev.serai.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.cache.KeyValueStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps what workflows answered and gives it to whoever asks the same again. Callers of this hub that ask the same at
 * the same time ask once. Only whole successes are kept.
 */
@Component
class AnswerCache {

    private static final String PREFIX = "provider:answer:";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final KeyValueStore store;
    private final Map<String, CompletableFuture<WorkflowAnswer>> flights = new ConcurrentHashMap<>();

    AnswerCache(KeyValueStore store) {
        this.store = store;
    }

    /** What is kept of an answer. */
    private record Kept(String content, @Nullable String executeId) {}

    /**
     * A question that may have been asked before.
     *
     * @param key under which its answer is kept
     * @param timeToLive how long it is
     * @param patience how long somebody else's asking is waited for
     */
    record Question(String key, Duration timeToLive, Duration patience) {}

    /** A name for a workflow with its settings and parameters; the same for the same, and nobody can read it. */
    static String key(KnownWorkflow workflow, Map<String, Object> parameters) {
        try {
            // a tree of maps and lists, whatever the caller's types, so that the order of names does not matter
            var tree = JSON.convertValue(parameters, Object.class);
            var asked = List.of(workflow.provider().name(), workflow.target(), tree);
            var hash = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(asked));
            return PREFIX + HexFormat.of().formatHex(hash);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("parameters: cannot be written as JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The answer that is kept, or that somebody gets at this moment, marked as cached; or else that of the call.
     *
     * @throws ProviderException of the call, whoever made it
     */
    WorkflowAnswer get(Question question, Supplier<WorkflowAnswer> call) {
        while (true) {
            var kept = kept(question.key());
            if (kept.isPresent()) {
                return kept.get();
            }
            var mine = new CompletableFuture<WorkflowAnswer>();
            var others = flights.putIfAbsent(question.key(), mine);
            if (others == null) {
                return lead(question, mine, call);
            }
            var shared = shared(question, others);
            if (shared.isPresent()) {
                // an interrupt is for one caller only
                return shared.get().interrupted() ? call.get() : shared.get().again();
            }
        }
    }

    /** What somebody else gets at this moment; empty if whoever asked has gone away without an answer. */
    private static Optional<WorkflowAnswer> shared(Question question, CompletableFuture<WorkflowAnswer> others) {
        try {
            return Optional.of(others.get(question.patience().toNanos(), TimeUnit.NANOSECONDS));
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProviderException known ? known : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new ProviderException.TimedOut(question.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException.Unavailable("the caller was interrupted");
        }
    }

    private WorkflowAnswer lead(
            Question question, CompletableFuture<WorkflowAnswer> mine, Supplier<WorkflowAnswer> call) {
        try {
            var kept = kept(question.key());
            if (kept.isPresent()) {
                mine.complete(kept.get());
                return kept.get();
            }
            var answer = call.get();
            if (!answer.interrupted() && !answer.content().isBlank()) {
                store.put(Map.of(question.key(), text(answer)), question.timeToLive());
            }
            mine.complete(answer);
            return answer;
        } catch (ProviderException e) {
            if (!Thread.currentThread().isInterrupted()) {
                mine.completeExceptionally(e);
            }
            throw e;
        } finally {
            flights.remove(question.key(), mine);
            mine.cancel(false); // nothing happens if it is complete
        }
    }

    private Optional<WorkflowAnswer> kept(String key) {
        var text = store.get(List.of(key)).get(key);
        if (text == null) {
            return Optional.empty();
        }
        try {
            var kept = JSON.readValue(text, Kept.class);
            var answer = new WorkflowAnswer(kept.content(), kept.executeId(), Usage.none(), null);
            return Optional.of(answer.again());
        } catch (JsonProcessingException e) {
            return Optional.empty(); // of another version of the hub
        }
    }

    private static String text(WorkflowAnswer answer) {
        try {
            return JSON.writeValueAsString(new Kept(answer.content(), answer.executeId()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
