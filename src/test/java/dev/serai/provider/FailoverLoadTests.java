package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.vault.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many calls at once over real sockets while a provider dies, recovers, or the models are read anew. */
@Timeout(180)
class FailoverLoadTests {

    private static final int CALLERS = 200;
    private static final int EACH = 5;

    private final HikariDataSource database = TestDatabase.fresh();
    private final StubServer one = new StubServer();
    private final StubServer two = new StubServer();
    private final Spine spine = Spine.callsAndLogs(database);
    private final Calls calls = new Calls(
            spine.camel(),
            Map.ofEntries(
                    Map.entry("serai.provider.calls.breaker.window", "20"),
                    Map.entry("serai.provider.calls.breaker.open", "1s"),
                    Map.entry("serai.provider.models.one.name", "gpt"),
                    Map.entry("serai.provider.models.one.provider", "one"),
                    Map.entry("serai.provider.models.one.model", "m1"),
                    Map.entry("serai.provider.models.one.priority", "1"),
                    Map.entry("serai.provider.models.one.base-url", one.url().toString()),
                    Map.entry("serai.provider.models.two.name", "gpt"),
                    Map.entry("serai.provider.models.two.provider", "two"),
                    Map.entry("serai.provider.models.two.model", "m2"),
                    Map.entry("serai.provider.models.two.base-url", two.url().toString())));
    private final ModelRegistry registry = calls.registry(new WiredModel());
    private Models models = calls.over(registry);
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> served = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<RuntimeException> failed = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        one.close();
        two.close();
        spine.close();
        database.close();
    }

    private void everybodyAsks(Runnable afterEachAnswer) throws Exception {
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> callers = IntStream.range(0, CALLERS)
                    .<Future<?>>mapToObj(caller -> threads.submit(() -> {
                        begin.await();
                        for (var i = 0; i < EACH; i++) {
                            askOnce();
                            afterEachAnswer.run();
                        }
                        return null;
                    }))
                    .toList();
            begin.countDown();
            for (var caller : callers) {
                caller.get();
            }
        }
    }

    private void askOnce() {
        try {
            served.add(models.chat("gpt", ChatRequest.of("hi"), CallTag.none()).provider());
        } catch (RuntimeException e) {
            failed.add(e);
        }
        answered.incrementAndGet();
    }

    private long rows(String where) {
        return JdbcClient.create(database)
                .sql("select count(*) from provider.ai_io_logs where " + where)
                .query(Long.class)
                .single();
    }

    @Test
    void aProviderThatDiesCostsNoCallAndNoCallIsBilledTwice() throws Exception {
        var dead = new AtomicBoolean();
        var askedWhileDead = new AtomicInteger();
        one.then(exchange -> {
            if (dead.get()) {
                askedWhileDead.incrementAndGet();
                StubServer.dropped().give(exchange);
            }
            StubServer.json(200, "ok").give(exchange);
        });
        two.then(StubServer.json(200, "ok"));

        everybodyAsks(() -> {
            if (answered.get() > CALLERS * EACH / 4) {
                dead.set(true);
            }
        });

        var all = CALLERS * EACH;
        assertThat(failed.size()).as(failed.toString()).isLessThanOrEqualTo(all / 1000);
        assertThat(served).contains("one", "two").hasSize(all - failed.size());
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(rows("true"))
                .isEqualTo(all));
        assertThat(rows("response_status = 'success' and provider = 'one' and model_id = 'm1'"))
                .isEqualTo(served.stream().filter("one"::equals).count());
        assertThat(rows("response_status = 'success' and provider = 'two' and model_id = 'm2'"))
                .isEqualTo(served.stream().filter("two"::equals).count());
        assertThat(askedWhileDead.get())
                .as("the breaker is open")
                .isBetween(1, (int) served.stream().filter("two"::equals).count() - 1);

        dead.set(false);

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> models.chat(
                        "gpt", ChatRequest.of("hi"), CallTag.none())
                .provider()
                .equals("one"));
    }

    /** The two providers, of which another one comes first with each reading. */
    private final class Changing implements ModelSource {

        private int reading;

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public List<ModelEntry> read() {
            reading++;
            return List.of(entry("one", one, reading % 2), entry("two", two, 0));
        }

        private static ModelEntry entry(String id, StubServer server, int priority) {
            return new ModelEntry(
                    id,
                    "gpt",
                    "test",
                    new ModelEntry.Endpoint("openai", id, server.url(), Secret.none(), Map.of()),
                    new ModelEntry.Asked("m", Duration.ofSeconds(60), Sampling.configured()),
                    new ModelEntry.Turn(priority, 1, null, 10 + priority, null),
                    ModelEntry.Looks.PLAIN,
                    true,
                    List.of());
        }
    }

    @Test
    void readingTheModelsAnewDropsNoCall() throws Exception {
        one.then(StubServer.json(200, "ok"));
        two.then(StubServer.json(200, "ok"));
        var changing = calls.registry(new Protocols(List.of(new WiredModel())), new Changing());
        models = calls.over(changing);
        var changed = new AtomicInteger();

        everybodyAsks(() -> {
            if (changing.refresh().changed()) {
                changed.incrementAndGet();
            }
        });

        assertThat(failed).isEmpty();
        assertThat(served).hasSize(CALLERS * EACH).contains("one", "two");
        assertThat(changed).hasValue(CALLERS * EACH);
    }

    @Test
    void aStreamThatBreaksOffIsToldAndNotBegunElsewhere() {
        one.then(StubServer.broken("Half of"));
        two.then(StubServer.json(200, "whole"));
        var heard = new StringBuilder();

        assertThatThrownBy(() -> models.chat("gpt", ChatRequest.of("hi"), CallTag.none(), event -> {
                    switch (event) {
                        case ChatEvent.Message piece -> heard.append(piece.content());
                        case ChatEvent.Failed end ->
                            heard.append(" | ").append(end.error().code());
                        default -> heard.append(" | ").append(event);
                    }
                }))
                .isInstanceOf(ProviderException.Broken.class);

        assertThat(heard).hasToString("Half of | broken");
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void whoHasNoPlaceGoesToTheNextProviderAtOnce() throws Exception {
        var narrow = new Calls(spine.camel(), pair("narrow", "wide", "max-concurrent"));
        var asked = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        one.then(exchange -> {
            asked.countDown();
            go.await();
            StubServer.json(200, "ok").give(exchange);
        });
        two.then(StubServer.json(200, "ok"));
        var crowd = narrow.models(new WiredModel());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> crowd.chat("gpt", ChatRequest.of("hi"), CallTag.none()));
            asked.await();

            var second = crowd.chat("gpt", ChatRequest.of("hi"), CallTag.none());

            assertThat(second.provider()).isEqualTo("wide");
            go.countDown();
            assertThat(first.get().provider()).isEqualTo("narrow");
        }
    }

    @Test
    void whoIsAskedOftenEnoughIsLeftAloneForTheRestOfTheMinute() {
        one.then(StubServer.json(200, "ok"));
        two.then(StubServer.json(200, "ok"));
        var paced = new Calls(spine.camel(), pair("paced", "free", "rate-limit")).models(new WiredModel());

        var served = IntStream.range(0, 3)
                .mapToObj(i ->
                        paced.chat("gpt", ChatRequest.of("hi"), CallTag.none()).provider())
                .toList();

        assertThat(served).containsExactly("paced", "free", "free");
    }

    /** Two providers of gpt, of which the first has a limit of one. */
    private Map<String, String> pair(String first, String second, String limit) {
        var lines = new HashMap<>(Map.of(
                "serai.provider.log.enabled",
                "false",
                "serai.provider.models.one.name",
                "gpt",
                "serai.provider.models.one.provider",
                first,
                "serai.provider.models.one.model",
                "m1",
                "serai.provider.models.one.priority",
                "1",
                "serai.provider.models.one." + limit,
                "1",
                "serai.provider.models.one.base-url",
                one.url().toString()));
        lines.putAll(Map.of(
                "serai.provider.models.two.name",
                "gpt",
                "serai.provider.models.two.provider",
                second,
                "serai.provider.models.two.model",
                "m2",
                "serai.provider.models.two.base-url",
                two.url().toString()));
        return lines;
    }
}
