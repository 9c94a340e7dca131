package dev.serai.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A whole queue on a real database, wired by hand as one process would have it. */
public final class QueueFixture implements AutoCloseable {

    final JdbcClient jdbc;
    final Membership membership;
    final Backlog backlog;
    final Marks marks;
    final PendingReplies replies = new PendingReplies();
    final Acknowledgements acknowledgements;
    final Deliveries deliveries;
    final Dispatcher dispatcher;
    final Inbox inbox;
    final DeadLetters deadLetters;
    final Caretaker caretaker;

    QueueFixture(DataSource database, QueueProperties properties, Clock clock, Receiver... receivers) {
        jdbc = JdbcClient.create(database);
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        membership = new Membership(jdbc, properties);
        backlog = new Backlog(jdbc, membership);
        marks = new Marks(jdbc, clock);
        acknowledgements = new Acknowledgements(jdbc, properties);
        var journal = new Deliveries.Journal(clock, new SimpleMeterRegistry());
        deliveries = new Deliveries(List.of(receivers), acknowledgements, jdbc, properties, journal);
        dispatcher = new Dispatcher(backlog, deliveries, properties);
        inbox = new Inbox(new Inbox.Storage(jdbc, transactions, membership), marks, dispatcher, replies, properties);
        deadLetters = new DeadLetters(jdbc, membership, dispatcher);
        caretaker = new Caretaker(
                new Caretaker.Room(membership, backlog, dispatcher, deliveries, inbox, acknowledgements, marks),
                properties,
                clock);
    }

    /** A queue named {@code hub} for tests of other modules, not yet started. */
    public static QueueFixture of(HikariDataSource database, Receiver... receivers) {
        return new QueueFixture(database, properties("hub"), Clock.systemUTC(), receivers);
    }

    static QueueFixture started(HikariDataSource database, Receiver... receivers) {
        var fixture = of(database, receivers);
        fixture.start();
        return fixture;
    }

    public void start() {
        caretaker.start();
        caretaker.ready();
    }

    /** Falls silent as a killed process does: no heartbeat, no clean-up, nothing in hand is finished. */
    public void die() {
        caretaker.silence();
    }

    public MessageQueue queue() {
        return inbox;
    }

    public Members members() {
        return membership;
    }

    public Replies answers() {
        return replies;
    }

    public Fence fence() {
        return membership;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    static QueueProperties properties(String instance) {
        return properties(instance, 20_000);
    }

    static QueueProperties properties(String instance, int inMemory) {
        return new QueueProperties(
                instance,
                Duration.ofSeconds(5),
                500,
                inMemory,
                100,
                3,
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofDays(30),
                false,
                Duration.ofSeconds(5));
    }

    int open() {
        return jdbc.sql("select count(*) from queue.delivery where not dead")
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        caretaker.stop();
    }
}
