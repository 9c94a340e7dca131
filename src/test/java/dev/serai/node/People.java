package dev.serai.node;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.conversation.ConversationFixture;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.RunId;
import dev.serai.task.AfterSalesTask;
import dev.serai.task.StaffMember;
import dev.serai.task.StaffStatus;
import dev.serai.task.TaskFixture;
import dev.serai.task.TaskStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The node types about people on a real database, and a chat of its own for each test. */
final class People implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

    private final HikariDataSource database = TestDatabase.fresh();
    final ConversationFixture talk = new ConversationFixture(database);
    final TaskFixture tasks = new TaskFixture(database, Clock.fixed(NOON, ZoneOffset.UTC));
    final JdbcClient jdbc = JdbcClient.create(database);
    final FakeCommands commands = new FakeCommands();

    final ContextLoadNode load = new ContextLoadNode(talk.conversations, talk.profiles, tasks.staff);
    final AfterSalesTaskCheckNode check = new AfterSalesTaskCheckNode(tasks.afterSales, tasks.staff);
    final SessionUpdateNode update =
            new SessionUpdateNode(talk.conversations, talk.profiles, tasks.afterSales, tasks.tracks);
    final CollaborationAnalyzeNode analyze = new CollaborationAnalyzeNode(talk.conversations, tasks.staff);
    final OperationTrackNode track = new OperationTrackNode(tasks.tracks, tasks.staff);
    final StaffActivityRecordNode record = new StaffActivityRecordNode(tasks.staff, tasks.afterSales, tasks.tracks);
    final AfterSalesResponseDetectNode detect = new AfterSalesResponseDetectNode(
            tasks.afterSales, tasks.staff, new RobotVoice(commands, talk.conversations));

    List<NodeKind<?>> kinds() {
        return List.of(load, check, update, analyze, track, record, detect);
    }

    /** Runs a node and stores what it wants stored, twice, as after a crash; commands are not. */
    <S extends Record> Outcome run(NodeKind<S> kind, String settings, TestStep step) {
        var outcome = kind.run(TestStep.settings(kind, settings), step);
        for (int i = 0; i < 2; i++) {
            outcome.writes().stream()
                    .filter(write -> !write.endpoint().startsWith("mock:"))
                    .forEach(write -> {
                        tasks.store(write.endpoint(), write.row());
                        write.committed().run();
                    });
        }
        return outcome;
    }

    /** A chat with its own robot, staff and tasks. */
    final class Chat {

        final UUID session = UUID.randomUUID();
        final String robot = "robot " + session;

        /** A message in this group; all are of the same run. */
        TestStep says(String name, String role, String content, Map<String, Object> more) {
            var context = new HashMap<String, Object>(more);
            context.put("robotId", robot);
            context.put("sessionId", session.toString());
            context.put("userName", name);
            context.put("userId", "id " + name);
            context.put("senderUserId", "id " + name);
            context.put("senderRole", role);
            var step = TestStep.message(content, context);
            return new TestStep(RunId.of(session.toString()), step.node(), step.scope(), step.now());
        }

        TestStep says(String name, String role, String content) {
            return says(name, role, content, Map.of());
        }

        void staff(String name, String role, StaffStatus status) {
            var member = new StaffMember("id " + name, name, role, status, NOON);
            tasks.store(tasks.staff.staffEndpoint(), tasks.staff.staffRow(robot, member));
            tasks.staff.changed(robot);
        }

        /** An open task of 张三. */
        UUID task(TaskStatus status, int secondsAgo) {
            var at = NOON.minusSeconds(secondsAgo);
            var opening = new AfterSalesTask.Opening(
                    "task " + session, "complaint", robot, session, "id 张三", "张三", "我要投诉", at);
            tasks.store(tasks.afterSales.openingEndpoint(), tasks.afterSales.openingRow(opening));
            var id = tasks.afterSales.open(session).getFirst().id();
            var move = new AfterSalesTask.Move(id, status, null, at);
            tasks.store(tasks.afterSales.moveEndpoint(), tasks.afterSales.moveRow(move));
            return id;
        }

        String status(UUID task) {
            return jdbc.sql("select status from task.after_sales_tasks where id = ?")
                    .param(task)
                    .query(String.class)
                    .single();
        }
    }

    Chat chat() {
        return new Chat();
    }

    @Override
    public void close() throws Exception {
        talk.close();
        tasks.close();
        database.close();
    }
}
