package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.TestRedis;
import dev.serai.cache.CachesFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two hubs on one database. */
class SharedFlowsTests {

    private static final String FIRST = TestFlows.GREETING;
    private static final String SECOND = FIRST.replace("你好", "您好");
    private static final Semver ONE = new Semver(1, 0, 0);
    private static final Semver NEXT = new Semver(1, 0, 1);

    private final String prefix = TestRedis.prefix();
    private final CachesFixture mine = CachesFixture.hub(prefix);
    private final CachesFixture theirs = CachesFixture.hub(prefix);
    private final FlowsFixture here = new FlowsFixture(mine.broadcast);
    private final RecordingHost host = new RecordingHost();
    private final StoredFlows there = hub();

    @AfterEach
    void close() {
        here.close();
        mine.close();
        theirs.close();
    }

    /** The folder of the other hub, which looks by itself once in an hour. */
    private FlowFolder folder(Path empty) {
        var properties = FlowsFixture.properties(empty.toString(), Duration.ofHours(1));
        return new FlowFolder(there, theirs.broadcast, properties);
    }

    @Test
    void whatIsPublishedOrRolledBackOnOneHubIsAtWorkOnTheOtherAtOnce(@TempDir Path empty) {
        var folder = folder(empty);
        folder.start();
        try {
            here.publish(FIRST);
            until(ONE);

            here.publish(SECOND);
            until(NEXT);

            here.flows.activate("flow_greeting", ONE, "王工", "新版有误");
            until(ONE);
        } finally {
            folder.destroy();
        }
    }

    private void until(Semver version) {
        await().atMost(Duration.ofSeconds(10)).until(() -> there.active("flow_greeting")
                .filter(one -> one.version().equals(version))
                .isPresent());
    }

    @Test
    void aVersionThatWasNeverAtWorkHereCanBeFoundHere() {
        there.load();
        assertThat(there.find("flow_greeting", NEXT)).isEmpty();
        here.publish(FIRST);
        here.publish(SECOND);
        here.flows.activate("flow_greeting", ONE, "王工", "新版有误");

        assertThat(there.find("flow_greeting", NEXT)).map(FlowVersion::source).hasValue(SECOND);
        assertThat(there.find("flow_greeting", new Semver(9, 0, 0))).isEmpty();
    }

    @Test
    void whatOneHubPublishesTheOtherTakesOver() {
        there.load();
        here.publish(FIRST);

        there.catchUp();

        assertThat(there.active("flow_greeting"))
                .hasValueSatisfying(version -> assertThat(version.source()).isEqualTo(FIRST));
        assertThat(host.activated).containsExactly("flow_greeting 1.0.0");
    }

    @Test
    void aRollBackOnOneHubIsOneOnTheOther() {
        here.publish(FIRST);
        here.publish(SECOND);
        there.load();
        here.flows.activate("flow_greeting", ONE, "王工", "新版有误");

        there.catchUp();

        assertThat(there.active("flow_greeting")).map(FlowVersion::version).hasValue(ONE);
    }

    @Test
    void aFlowTakenOutOfServiceOnOneHubIsOutOnTheOther() {
        here.publish(FIRST);
        there.load();
        here.publish(FIRST.replace("status: active", "status: inactive"));

        there.catchUp();

        assertThat(there.active("flow_greeting")).isEmpty();
    }

    @Test
    void nothingIsDoneTwiceWhenNothingChanged() {
        here.publish(FIRST);
        there.catchUp();

        there.catchUp();

        assertThat(host.prepared).containsExactly("flow_greeting 1.0.0");
    }

    @Test
    void aTextThatTheOtherHubKnowsMakesNoVersion() {
        there.load();
        here.publish(FIRST);

        var result = there.publishAll(List.of(source(FIRST), source(FIRST.replace("flow_greeting", "flow_other"))));

        assertThat(result.getFirst()).isInstanceOf(Publication.Unchanged.class);
        assertThat(result.getLast()).isInstanceOf(Publication.Activated.class);
        assertThat(here.rows()).containsExactly("flow_greeting 1.0.0 active", "flow_other 1.0.0 active");
    }

    @Test
    void aVersionIsNumberedAfterThoseOfTheOtherHub() {
        here.publish(FIRST);
        there.load();
        here.publish(SECOND);

        there.publish(source(FIRST.replace("你好", "早上好")));

        assertThat(here.rows())
                .containsExactly(
                        "flow_greeting 1.0.0 inactive", "flow_greeting 1.0.1 inactive", "flow_greeting 1.0.2 active");
    }

    @Test
    void aVersionPublishedOnTheOtherHubCanBePutToWork() {
        there.load();
        here.publish(FIRST);
        here.publish(SECOND);

        there.activate("flow_greeting", ONE, "李工", "回退");

        assertThat(here.rows()).containsExactly("flow_greeting 1.0.0 active", "flow_greeting 1.0.1 inactive");
    }

    @Test
    void whatCannotRunHereLeavesTheVersionBeforeAtWork() {
        here.publish(FIRST);
        there.load();
        host.refused.add("flow_greeting 1.0.1");
        here.publish(SECOND);

        there.catchUp();

        assertThat(there.active("flow_greeting")).map(FlowVersion::version).hasValue(ONE);
        assertThat(here.flows.active("flow_greeting")).map(FlowVersion::version).hasValue(NEXT);
    }

    @Test
    void bothMayPublishTheSameFilesAtOnce() throws Exception {
        var sources = List.of(source(FIRST), source(FIRST.replace("flow_greeting", "flow_other")));
        var together = new CyclicBarrier(2);

        try (var hubs = Executors.newFixedThreadPool(2)) {
            Callable<List<Publication>> first = () -> publish(here.flows, sources, together);
            Callable<List<Publication>> second = () -> publish(there, sources, together);
            for (Future<List<Publication>> result : hubs.invokeAll(List.of(first, second))) {
                assertThat(result.get()).noneMatch(Publication.Rejected.class::isInstance);
            }
        }

        assertThat(here.rows()).containsExactly("flow_greeting 1.0.0 active", "flow_other 1.0.0 active");
        assertThat(there.allActive()).hasSize(2);
        assertThat(here.flows.allActive()).hasSize(2);
    }

    private static List<Publication> publish(StoredFlows flows, List<FlowSource> sources, CyclicBarrier together)
            throws Exception {
        flows.load();
        together.await();
        return flows.publishAll(sources);
    }

    private static FlowSource source(String text) {
        return new FlowSource("greeting.flow.yaml", text, "李工", "试用");
    }

    private StoredFlows hub() {
        var clock = Clock.fixed(FlowsFixture.NOW, ZoneOffset.UTC);
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(here.database));
        return new StoredFlows(
                new TestTypes(),
                host,
                new VersionStore(here.jdbc, transactions, theirs.broadcast, clock),
                FlowsFixture.properties("routes/flows", Duration.ofHours(1)),
                new StoredFlows.Voice(event -> {}, clock));
    }
}
