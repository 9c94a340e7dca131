package dev.serai.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final HikariDataSource database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    private static Envelope envelope(String lane, String payload) {
        return Envelope.of("test", "somewhere", lane, payload, NOON);
    }

    @Test
    void deliversWhatWasAcceptedAndForgetsItWhenDone() {
        var receiver = new RecordingReceiver();
        try (var queue = QueueFixture.started(database, receiver)) {

            var receipt = queue.inbox.accept(envelope("a", "{\"text\":\"你好，世界 👋\"}"));

            await().until(() -> queue.open() == 0 && !receiver.deliveries.isEmpty());
            assertThat(receipt.duplicate()).isFalse();
            assertThat(receiver.payloads()).containsExactly("{\"text\":\"你好，世界 👋\"}");
            assertThat(receiver.deliveries.getFirst().redelivered()).isFalse();
            assertThat(receiver.deliveries.getFirst().envelope().receivedAt()).isEqualTo(NOON);
        }
    }

    @Test
    void keepsTheOrderOfALaneWhileOtherLanesGoOn() {
        var hold = new CountDownLatch(1);
        var receiver = new RecordingReceiver(delivery -> {
            if (delivery.envelope().payload().equals("slow")) {
                waitFor(hold);
            }
        });
        try (var queue = QueueFixture.started(database, receiver)) {
            queue.inbox.accept(envelope("a", "slow"));
            queue.inbox.accept(envelope("a", "second"));
            queue.inbox.accept(envelope("b", "other"));

            await().until(() -> receiver.payloads().contains("other"));
            assertThat(receiver.payloads()).doesNotContain("second");
            hold.countDown();

            await().until(() -> receiver.payloads().size() == 3);
            assertThat(receiver.payloads()).containsSubsequence("slow", "second");
        }
    }

    @Test
    void keepsTheOrderWhenMoreArrivesThanFitsIntoMemory() throws Exception {
        var receiver = new RecordingReceiver();
        var hold = new CountDownLatch(1);
        var slow = new RecordingReceiver(delivery -> {
            waitFor(hold);
            receiver.receive(delivery);
        });
        var properties = QueueFixture.properties("hub", 100);
        try (var queue = new QueueFixture(database, properties, Clock.systemUTC(), slow)) {
            queue.start();
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int lane = 0; lane < 10; lane++) {
                    var name = "lane" + lane;
                    callers.submit(() ->
                            IntStream.range(0, 100).forEach(i -> queue.inbox.accept(envelope(name, name + ":" + i))));
                }
            }
            assertThat(queue.dispatcher.waiting()).isLessThanOrEqualTo(1500);

            hold.countDown();

            await().atMost(Duration.ofSeconds(30)).until(() -> receiver.deliveries.size() >= 1000);
            await().until(() -> queue.open() == 0);
            for (int lane = 0; lane < 10; lane++) {
                var name = "lane" + lane + ":";
                assertThat(receiver.payloads().stream().filter(p -> p.startsWith(name)))
                        .containsExactlyElementsOf(
                                IntStream.range(0, 100).mapToObj(i -> name + i).toList());
            }
        }
    }

    @Test
    void refusesSecondCopiesByTheirMarks() {
        var receiver = new RecordingReceiver();
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var window = Duration.ofSeconds(120);
        try (var queue = new QueueFixture(database, QueueFixture.properties("hub"), clock, receiver)) {
            queue.start();
            var first = envelope("a", "1").marked(List.of(Mark.both("k", window), Mark.leave("trace", window)));
            var copy = envelope("a", "2").marked(List.of(Mark.both("k", window)));
            var looking = envelope("a", "3").marked(List.of(Mark.look("trace", window)));
            var leaving = envelope("a", "4").marked(List.of(Mark.leave("trace", window)));

            assertThat(queue.inbox.accept(first).duplicate()).isFalse();
            assertThat(queue.inbox.accept(copy).duplicate()).isTrue();
            assertThat(queue.inbox.accept(looking).duplicate()).isTrue();
            assertThat(queue.inbox.accept(leaving).duplicate()).isFalse();
            assertThat(queue.inbox.accept(first).duplicate()).isTrue();

            await().until(() -> receiver.deliveries.size() == 2);
            assertThat(receiver.payloads()).containsExactly("1", "4");
        }
    }

    @Test
    void aRefusedCopyLeavesNoMarksOfItsOwn() {
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var window = Duration.ofSeconds(120);
        try (var queue = new QueueFixture(database, QueueFixture.properties("hub"), clock, new RecordingReceiver())) {
            queue.inbox.accept(envelope("a", "1").marked(List.of(Mark.leave("trace", window))));
            var copy = envelope("a", "2").marked(List.of(Mark.look("trace", window), Mark.both("own", window)));
            var other = envelope("a", "3").marked(List.of(Mark.both("own", window)));

            assertThat(queue.inbox.accept(copy).duplicate()).isTrue();
            assertThat(queue.inbox.accept(other).duplicate()).isFalse();
        }
    }

    @Test
    void knowsTheMarksAgainAfterARestart() {
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var marked = List.of(Mark.both("a key", Duration.ofSeconds(8)));
        try (var early = new QueueFixture(database, QueueFixture.properties("hub"), clock, new RecordingReceiver())) {
            early.inbox.accept(envelope("a", "1").marked(marked));
        }

        try (var queue = new QueueFixture(database, QueueFixture.properties("hub"), clock, new RecordingReceiver())) {
            assertThat(queue.inbox.accept(envelope("a", "2").marked(marked)).duplicate())
                    .isTrue();
        }
    }

    @Test
    void nobodyWaitsForTheAnswerToACopy() {
        var marked = List.of(Mark.both("k", Duration.ofSeconds(8)));
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        try (var queue = new QueueFixture(database, QueueFixture.properties("hub"), clock, new RecordingReceiver())) {
            queue.inbox.accept(envelope("a", "1").marked(marked));

            var answer = queue.inbox.request(envelope("a", "2").marked(marked), Duration.ofMinutes(1));

            assertThat(answer).isCompletedExceptionally();
            assertThat(answer.exceptionNow()).isInstanceOf(AlreadyAccepted.class);
        }
    }

    @Test
    void forgetsMarksWhenTheirWindowIsOver() {
        var window = Duration.ofSeconds(8);
        var marked = List.of(Mark.both("k", window));
        var later = Clock.fixed(NOON.plusSeconds(9), ZoneOffset.UTC);
        try (var early = new QueueFixture(
                database, QueueFixture.properties("hub"), Clock.fixed(NOON, ZoneOffset.UTC), new RecordingReceiver())) {
            early.inbox.accept(envelope("a", "1").marked(marked));
        }

        try (var queue = new QueueFixture(database, QueueFixture.properties("hub"), later, new RecordingReceiver())) {
            assertThat(queue.inbox.accept(envelope("a", "2").marked(marked)).duplicate())
                    .isFalse();
        }
    }

    @Test
    void deliversAgainAfterAFailureAndBuriesWhatNeverWorks() {
        var receiver = new RecordingReceiver(delivery -> {
            throw new IllegalStateException("broken " + delivery.attempt());
        });
        try (var queue = QueueFixture.started(database, receiver)) {
            var id = queue.inbox.accept(envelope("a", "bad")).id();

            await().until(() -> !queue.deadLetters.list(10).isEmpty());
            var letter = queue.deadLetters.list(10).getFirst();
            assertThat(letter.id()).isEqualTo(id);
            assertThat(letter.error()).isEqualTo("broken 3");
            assertThat(letter.attempts()).isEqualTo(3);
            assertThat(receiver.deliveries).extracting(Delivery::redelivered).containsExactly(false, true, true);
        }
    }

    @Test
    void putsADeadLetterBack() {
        var works = new AtomicReference<>(false);
        var receiver = new RecordingReceiver(delivery -> {
            if (!works.get()) {
                throw new IllegalStateException("not yet");
            }
        });
        try (var queue = QueueFixture.started(database, receiver)) {
            var id = queue.inbox.accept(envelope("a", "bad")).id();
            await().until(() -> !queue.deadLetters.list(10).isEmpty());
            works.set(true);

            assertThat(queue.deadLetters.putBack(id)).isTrue();

            await().until(() -> queue.open() == 0 && receiver.deliveries.size() == 4);
            assertThat(queue.deadLetters.list(10)).isEmpty();
            assertThat(queue.deadLetters.putBack(id)).isFalse();
        }
    }

    @Test
    void answersARequest() throws Exception {
        var fixture = new AtomicReference<QueueFixture>();
        var receiver = new RecordingReceiver(delivery -> {
            var id = delivery.envelope().id();
            assertThat(fixture.get().replies.awaited(id)).isTrue();
            fixture.get().replies.reply(id, "{\"ok\":true}");
        });
        try (var queue = QueueFixture.started(database, receiver)) {
            fixture.set(queue);

            var answer = queue.inbox.request(envelope("a", "?"), Duration.ofSeconds(20));

            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("{\"ok\":true}");
        }
    }

    @Test
    void endsARequestThatNobodyAnswers() {
        try (var queue = QueueFixture.started(database, new RecordingReceiver())) {

            var answer = queue.inbox.request(envelope("a", "?"), Duration.ofMillis(50));

            assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void acceptsNothingWhileTheDatabaseIsAway() {
        try (var queue = QueueFixture.started(database, new RecordingReceiver())) {
            queue.membership.epoch();
            database.close();

            assertThatThrownBy(() -> queue.inbox.accept(envelope("a", "lost?")))
                    .isInstanceOf(QueueUnavailable.class)
                    .hasMessageContaining("try again");
        }
    }

    @Test
    void aMessageThatTheDatabaseRefusesDoesNotHarmItsNeighbours() throws Exception {
        var receiver = new RecordingReceiver();
        try (var queue = QueueFixture.started(database, receiver);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var bad = callers.submit(() -> queue.inbox.accept(envelope("a", "nul\0")));
            var good = IntStream.range(0, 50)
                    .mapToObj(i -> callers.submit(() -> queue.inbox.accept(envelope("b", "good"))))
                    .toList();

            assertThatThrownBy(bad::get).hasCauseInstanceOf(QueueUnavailable.class);
            for (var one : good) {
                assertThat(one.get().duplicate()).isFalse();
            }
            await().until(() -> receiver.deliveries.size() == 50);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let go");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
