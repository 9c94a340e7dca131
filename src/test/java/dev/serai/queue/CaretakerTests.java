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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CaretakerTests {

    private final HikariDataSource database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    private static Envelope envelope(String payload) {
        return Envelope.of("test", "somewhere", "lane", payload, Instant.now());
    }

    /** A process that accepts but dies before it deals with anything. */
    private void leaveBehind(String instance, String... payloads) {
        var dying = new QueueFixture(database, QueueFixture.properties(instance), Clock.systemUTC());
        for (var payload : payloads) {
            dying.inbox.accept(envelope(payload));
        }
        dying.inbox.close();
    }

    @Test
    void takesUpAtOnceWhatTheSameHubLeftBeforeItDied() {
        leaveBehind("hub", "1", "2", "3");
        var receiver = new RecordingReceiver();

        try (var queue = QueueFixture.started(database, receiver)) {
            await().until(() -> queue.open() == 0);
        }

        assertThat(receiver.payloads()).containsExactly("1", "2", "3");
        assertThat(receiver.deliveries).allMatch(Delivery::redelivered);
    }

    @Test
    void whatIsReadAheadIsDeliveredOnceAndBeforeWhatComesMeanwhile() {
        leaveBehind("hub", "1", "2");
        var receiver = new RecordingReceiver();

        try (var queue = QueueFixture.of(database, receiver)) {
            queue.caretaker.start();
            queue.backlog.claim();
            queue.dispatcher.readAhead();
            queue.inbox.accept(envelope("3"));
            assertThat(receiver.deliveries).isEmpty();

            queue.caretaker.ready();
            await().until(() -> queue.open() == 0);
        }

        assertThat(receiver.payloads()).containsExactly("1", "2", "3");
    }

    @Test
    void nothingIsReadAheadOnceWorkIsHandedOut() {
        var receiver = new RecordingReceiver();

        try (var queue = QueueFixture.started(database, receiver)) {
            await().until(() -> !queue.dispatcher.catchUp());
            queue.inbox.accept(envelope("1"));
            queue.dispatcher.readAhead();
            queue.dispatcher.rewind(1);
            await().until(() -> queue.open() == 0);
            queue.dispatcher.readAhead();
            queue.inbox.accept(envelope("2"));
            await().until(() -> queue.open() == 0);
        }

        assertThat(receiver.payloads()).containsExactly("1", "2");
    }

    @Test
    void takesOverTheWorkOfAHubThatFellSilent() {
        leaveBehind("other", "1", "2");
        var receiver = new RecordingReceiver();

        try (var queue = QueueFixture.started(database, receiver)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> queue.open() == 0);
        }

        assertThat(receiver.payloads()).containsExactly("1", "2");
    }

    @Test
    void aHubThatLostItsWorkMayNotWriteAnyMore() {
        var old = new QueueFixture(database, QueueFixture.properties("hub"), Clock.systemUTC());
        old.membership.epoch();
        var young = new QueueFixture(database, QueueFixture.properties("hub"), Clock.systemUTC());
        old.membership.check();

        young.membership.epoch();

        assertThatThrownBy(old.membership::check).isInstanceOf(Fenced.class).hasMessageContaining("hub");
        young.membership.check();
        assertThat(old.membership.beat()).isTrue();
        assertThatThrownBy(old.membership::check).isInstanceOf(Fenced.class);

        old.jdbc
                .sql("update queue.instance set heartbeat_at = now() - interval '1 hour'")
                .update();
        assertThat(old.membership.beat()).isFalse();
        old.membership.check();
    }

    @Test
    void anEndedEpochBeginsAnewAndDeliversWhatIsLeft() {
        var receiver = new RecordingReceiver();
        try (var queue = QueueFixture.started(database, receiver)) {
            queue.membership.epoch();
            queue.jdbc
                    .sql("update queue.instance set epoch = epoch + 1, heartbeat_at = now() - interval '1 hour'")
                    .update();
            queue.inbox.accept(envelope("during"));

            await().atMost(Duration.ofSeconds(20)).until(() -> queue.open() == 0);

            assertThat(receiver.payloads()).contains("during");
        }
    }

    @Test
    void sweepsUpWhatIsInNobodysHands() {
        var receiver = new RecordingReceiver();
        try (var queue = QueueFixture.started(database, receiver)) {
            queue.inbox.accept(envelope("first"));
            await().until(() -> queue.open() == 0);
            queue.jdbc
                    .sql(
                            "insert into queue.delivery (seq, owner, owner_epoch) select seq, 'hub', :epoch from queue.message")
                    .param("epoch", queue.membership.epoch())
                    .update();

            await().atMost(Duration.ofSeconds(20)).until(() -> queue.open() == 0);

            assertThat(receiver.deliveries).hasSizeGreaterThanOrEqualTo(2);
            assertThat(receiver.deliveries.getLast().redelivered()).isTrue();
        }
    }

    @Test
    void forgetsMessagesWhoseRetentionIsOverButNeverOpenOnes() {
        var later = Clock.fixed(Instant.now().plus(Duration.ofDays(31)), ZoneOffset.UTC);
        leaveBehind("other", "open");
        var properties = QueueFixture.properties("hub");
        try (var queue = new QueueFixture(database, properties, later, new RecordingReceiver())) {
            queue.jdbc
                    .sql("insert into queue.message (id, channel, address, lane, payload, received_at)"
                            + " values (gen_random_uuid(), 'test', '', '', 'done', now())")
                    .update();

            queue.backlog.forget(later.instant().minus(properties.retention()));

            assertThat(queue.jdbc
                            .sql("select payload from queue.message")
                            .query(String.class)
                            .list())
                    .containsExactly("open");
        }
    }

    @Test
    void waitsForADatabaseThatIsAwayWithoutCountingAttempts() {
        var failures = new int[] {0};
        var receiver = new RecordingReceiver(delivery -> {
            if (failures[0]++ < 10) {
                throw new org.springframework.dao.DataAccessResourceFailureException("away");
            }
        });
        try (var queue = QueueFixture.started(database, receiver)) {
            queue.inbox.accept(envelope("patient"));

            await().until(() -> queue.open() == 0);

            assertThat(queue.deadLetters.list(1)).isEmpty();
            assertThat(receiver.deliveries).hasSize(11).allMatch(delivery -> delivery.attempt() == 1);
        }
    }
}
