package dev.serai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.sandbox.Sandbox;
import dev.serai.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What trials have in common: a hub as a process of its own, a sandbox that stays alive in this one, callers that bring
 * messages, each different, and the counting from outside of what became of them.
 */
final class Trial implements AutoCloseable {

    static final int CALLERS = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CHATS = 40;
    private static final int NO_ANSWER = 0;

    final HubProcess hub;
    final Random random;
    private final Sandbox sandbox;
    private final String database;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /** What came back for one message; {@code status} 0 if nothing did. */
    record Answer(int status, boolean accepted) {}

    Trial(String database, long seed) throws IOException {
        this.database = database;
        this.random = new Random(seed);
        sandbox = Sandbox.start(SandboxOptions.defaults()
                .withPerMinute(0)
                .withResultDelay(Duration.ofMillis(20))
                .withRobot("wt_trial", new SandboxOptions.Links(null, null))
                .withRobot("wt_control", new SandboxOptions.Links(null, null)));
        var folder = Files.createTempDirectory("serai-trial");
        hub = new HubProcess(folder.resolve("hub.log"), arguments());
    }

    private List<String> arguments() {
        return List.of(
                "--serai.database.url=" + database,
                "--serai.sandbox.enabled=false",
                "--serai.flow.folder=src/test/resources/trial",
                "--serai.engine.short-wait=0s", // waits are short, and each has to be kept
                "--serai.worktool.url=" + sandbox.url(),
                "--serai.worktool.requests-per-minute=1000000", // and so the list of calls is that much longer
                "--serai.worktool.sending.lookup.max-pages=500",
                "--serai.worktool.robots.trial.robot-id=wt_trial",
                "--serai.worktool.robots.trial.token=t",
                "--serai.worktool.robots.trial.flow=trial_reply",
                "--serai.worktool.robots.control.robot-id=wt_control",
                "--serai.worktool.robots.control.token=t",
                "--serai.worktool.robots.control.flow=trial_control",
                "--serai.provider.openai.base-url=" + sandbox.url() + "/v1",
                "--serai.provider.openai.api-key=" + SandboxOptions.DEMO_KEY);
    }

    /** Starts the hub and tells the sandbox where it is; answers how long the start took. */
    Duration begin() throws IOException {
        hub.start();
        var took = hub.awaitReady();
        for (var robot : List.of("trial", "control")) {
            var results = hub.uri("/api/robots/event/1?robotId=" + robot + "&token=t");
            send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/robots/wt_" + robot))
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"resultUrl\":\"" + results + "\"}")));
        }
        Thread.ofVirtual().start(this::takeOn);
        return took;
    }

    /** A person who takes on every run that waits for one, whenever the hub can be reached. */
    private void takeOn() {
        while (!over) {
            try {
                for (var run : texts("select run_id::text from engine.waits where node_id = 'node_ask'")) {
                    send(HttpRequest.newBuilder(hub.uri("/api/runs/" + run + "/resume"))
                            .timeout(Duration.ofSeconds(3))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"nodeId\":\"node_ask\",\"by\":\"王工\"}")));
                }
            } catch (IOException | SQLException e) {
                // dead at this moment: the next round finds the run again
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    /** Messages that were answered with code 0 so far. */
    int accepted() {
        return accepted.size();
    }

    /** Brings one message that nobody brought before, as WorkTool does: with three seconds of patience. */
    Answer say() {
        var count = number.incrementAndGet();
        var robot = count % 3 == 0 ? "control" : "trial";
        var text = "消息" + count;
        var chat = random.nextInt(CHATS);
        var body = "{\"spoken\":\"" + text + "\",\"rawSpoken\":\"@小助手 " + text + "\",\"receivedName\":\"用户" + chat
                + "\",\"groupName\":\"群" + chat + "\",\"roomType\":1,\"atMe\":\"true\",\"textType\":1}";
        try {
            var answer = send(HttpRequest.newBuilder(hub.uri("/api/robots/callback?robotId=" + robot + "&token=t"))
                    .timeout(Duration.ofSeconds(3))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            var good = answer.statusCode() == 200
                    && JSON.readTree(answer.body()).path("code").asInt(-1) == 0;
            if (good) {
                accepted.add(text);
            }
            return new Answer(answer.statusCode(), good);
        } catch (IOException e) {
            return new Answer(NO_ANSWER, false); // not accepted, and WorkTool would not come again either
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often the model was asked each question. */
    Map<String, Integer> calls() throws IOException {
        var calls = new HashMap<String, Integer>();
        sandbox("/sandbox/calls?service=openai&limit=100000")
                .path("calls")
                .forEach(call -> calls.merge(call.path("input").asText(), 1, Integer::sum));
        return calls;
    }

    private JsonNode sandbox(String path) throws IOException {
        return JSON.readTree(
                send(HttpRequest.newBuilder(URI.create(sandbox.url() + path))).body());
    }

    /** The first column of what the database answers. */
    List<String> texts(String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Waits until nothing is open any more; what never ends is counted afterwards. */
    void settle() throws SQLException {
        var end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < end) {
            var open = texts(
                    "select (select count(*) from queue.delivery where not dead) + (select count(*) from"
                            + " worktool.robot_commands where status in ('pending', 'sending', 'unknown')) + (select count(*) from engine.waits)");
            if (open.getFirst().equals("0")) {
                return;
            }
            LockSupport.parkNanos(200_000_000);
        }
    }

    /**
     * What became of the messages.
     *
     * @param accepted answered with code 0
     * @param lost accepted and never answered in the chat
     * @param repeated answered in the chat more than once
     * @param unfinished accepted and their run did not end
     * @param metTooEarly runs that went on where ways meet before both had come, or from a loop before its last round
     */
    record Tally(int accepted, int lost, int repeated, int unfinished, int metTooEarly) {}

    Tally tally() throws IOException, SQLException {
        var counts = sandbox("/sandbox/sent?counts=true&limit=0").path("counts");
        int lost = 0;
        int repeated = 0;
        for (int i = 1; i <= number.get(); i++) {
            var sent = counts.path("答 消息" + i).asInt(0);
            lost += accepted.contains("消息" + i) && sent == 0 ? 1 : 0;
            repeated += sent > 1 ? 1 : 0;
        }
        var finished = Set.copyOf(
                texts("select input #>> '{message,content}' from engine.flow_instances where status = 'completed' and"
                        + " flow_definition_id <> 'trial_child'"));
        var unfinished =
                (int) accepted.stream().filter(text -> !finished.contains(text)).count();
        return new Tally(accepted.size(), lost, repeated, unfinished, metTooEarly());
    }

    private int metTooEarly() throws SQLException {
        return Integer.parseInt(texts("""
                        select count(*) from
                        (select run_id, min(seq) as met from engine.node_executions
                            where node_id = 'node_each' group by run_id) join_
                        join (select run_id, min(seq) as left_ from engine.node_executions
                            where node_id = 'node_pause' group by run_id) pause using (run_id)
                        where 2 > (select count(distinct node_id) from engine.node_executions way
                            where way.run_id = join_.run_id and way.node_id in ('node_wait', 'node_reply')
                            and way.status = 'succeeded' and way.seq < join_.met)
                        or 3 <> (select count(distinct turn) from engine.node_executions round
                            where round.run_id = join_.run_id and round.node_id = 'node_note'
                            and round.status = 'succeeded' and round.seq < pause.left_)
                        """).getFirst());
    }

    @Override
    public void close() {
        over = true;
        hub.close();
        sandbox.close();
    }
}
