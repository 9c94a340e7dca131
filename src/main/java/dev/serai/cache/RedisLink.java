package dev.serai.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * The way to Redis. An answer that does not come in time opens the breaker: from then on nothing is asked until a ping,
 * sent at each look, is answered again. So a Redis that hangs costs one timeout for each look at most.
 */
class RedisLink implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int MOST_UNDER_WAY = 10_000;
    private static final CompletionStage<Boolean> LOST = CompletableFuture.completedStage(false);

    private final RedisProperties properties;
    private final RedisURI uri;
    private final ClientResources resources;
    private final RedisClient client;
    private final List<Runnable> rounds = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looks;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile boolean answers;
    private volatile String refusal = "";

    /** Connects, unless there is nobody; then that is tried again at each look. */
    RedisLink(RedisProperties properties) {
        this.properties = properties;
        this.uri = properties.uri();
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(properties.look()))
                .build();
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_UNDER_WAY)
                .timeoutOptions(TimeoutOptions.enabled(properties.timeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT)
                        .keepAlive(true)
                        .build())
                .build());
        this.looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("redis-looks").daemon().factory());
        look();
        if (!answers) {
            LOG.warn("Redis at {} does not answer; contexts and caches come from the database until it does", place());
        }
        var millis = properties.look().toMillis();
        var unused = looks.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Does this at each look, from now on. */
    void atEachLook(Runnable round) {
        rounds.add(round);
    }

    /** Looks whether Redis answers. */
    final synchronized void look() {
        try {
            if (connection == null) {
                connection = client.connect();
            }
            await(connection.async().ping());
            if (!answers) {
                answers = true;
                LOG.info("Redis at {} answers", place());
            }
        } catch (RuntimeException e) {
            failed(e);
        }
        rounds.forEach(Runnable::run);
    }

    /** Whether it answered in time when it was asked last. */
    boolean answers() {
        return answers;
    }

    /** A connection that hears what is published. */
    StatefulRedisPubSubConnection<String, String> newLine() {
        return client.connectPubSub();
    }

    /** Asks and waits; if there is no answer in time, the other is it. */
    <T> T ask(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> question, T otherwise) {
        var open = connection;
        if (open == null || !answers) {
            return otherwise;
        }
        try {
            return await(question.apply(open.async()));
        } catch (RuntimeException e) {
            failed(e);
            return otherwise;
        }
    }

    /** Says something and does not wait; whether it arrived is known when the answer comes, or its time is over. */
    CompletionStage<Boolean> tell(Function<StatefulRedisConnection<String, String>, RedisFuture<?>> statement) {
        var open = connection;
        if (open == null || !answers) {
            return LOST;
        }
        try {
            return statement.apply(open).handle((result, failure) -> {
                if (failure != null) {
                    failed(failure);
                }
                return failure == null;
            });
        } catch (RuntimeException e) {
            failed(e);
            return LOST;
        }
    }

    <T> T await(RedisFuture<T> answer) {
        try {
            return answer.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : new RedisException(e.getCause());
        } catch (TimeoutException e) {
            var unused = answer.cancel(false);
            throw new RedisException("no answer within " + properties.timeout(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisException("interrupted", e);
        }
    }

    /** A Redis that refuses a command is there; one that does not answer is left alone. */
    private void failed(Throwable reason) {
        if (reason instanceof RedisCommandExecutionException) {
            var message = String.valueOf(reason.getMessage());
            if (!message.equals(refusal)) {
                refusal = message;
                LOG.warn("Redis at {} refuses a command: {}", place(), message);
            }
            return;
        }
        if (answers && !Thread.currentThread().isInterrupted()) {
            answers = false;
            LOG.warn(
                    "Redis at {} does not answer ({}); contexts and caches come from the database until it does",
                    place(),
                    reason.getMessage());
        }
    }

    /** The key or channel with the prefix of this house. */
    String name(String bare) {
        return properties.prefix() + ":" + bare;
    }

    /** The key without the prefix. */
    String bare(String name) {
        return name.substring(properties.prefix().length() + 1);
    }

    /** How long a line counts as alive after it was heard on. */
    Duration lease() {
        return properties.look().multipliedBy(3).plus(properties.timeout());
    }

    /** Its address without user and password. */
    String place() {
        return (uri.isSsl() ? "rediss://" : "redis://") + uri.getHost() + ":" + uri.getPort() + "/" + uri.getDatabase();
    }

    @Override
    public void destroy() {
        looks.shutdownNow();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
