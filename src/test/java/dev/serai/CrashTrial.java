package dev.serai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.sandbox.Sandbox;
import dev.serai.sandbox.SandboxOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills the hub at random moments while messages come in, and counts, from outside, what became of them. The sandbox
 * and PostgreSQL stay alive; the hub is a process of its own.
 */
public final class CrashTrial implements AutoCloseable {

    /**
     * What came of it.
     *
     * @param accepted messages answered with code 0
     * @param kills how often the hub was killed
     * @param lost accepted messages whose command was never sent
     * @param repeated messages whose command was sent more than once
     * @param unfinished accepted messages whose run did not end
     * @param askedAgain provider answers that were asked for again although their checkpoint was written
     * @param slowestReady longest start
     */
    public record Outcome(
            int accepted, int kills, int lost, int repeated, int unfinished, int askedAgain, Duration slowestReady) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CHATS = 40;
    private static final int CALLERS = 8;

    private final Sandbox sandbox;
    private final EmbeddedPostgres postgres;
    private final HubProcess hub;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> checkpoints = new HashMap<>();

    public CrashTrial(long seed) throws IOException {
        this.random = new Random(seed);
        var hubFolder = Files.createTempDirectory("serai-crash");
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        sandbox = Sandbox.start(SandboxOptions.defaults()
                .withPerMinute(0)
                .withResultDelay(Duration.ofMillis(20))
                .withRobot("wt_trial", new SandboxOptions.Links(null, null)));
        hub = new HubProcess(hubFolder.resolve("hub.log"), arguments());
    }

    private List<String> arguments() {
        return List.of(
                "--serai.database.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--serai.sandbox.enabled=false",
                "--serai.flow.folder=src/test/resources/trial",
                "--serai.worktool.url=" + sandbox.url(),
                "--serai.worktool.requests-per-minute=1000000",
                "--serai.worktool.robots.trial.robot-id=wt_trial",
                "--serai.worktool.robots.trial.token=t",
                "--serai.worktool.robots.trial.flow=trial_reply",
                "--serai.provider.openai.base-url=" + sandbox.url() + "/v1",
                "--serai.provider.openai.api-key=" + SandboxOptions.DEMO_KEY);
    }

    /** Goes on until so many messages are accepted and the hub was killed so often. */
    public Outcome run(int messages, int kills) throws Exception {
        hub.start();
        var slowest = hub.awaitReady();
        bindResults();
        var stop = new AtomicBoolean();
        var killed = 0;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> say(messages, stop));
            }
            while (killed < kills) {
                LockSupport.parkNanos(
                        Duration.ofMillis(300 + random.nextInt(1500)).toNanos());
                hub.kill();
                killed++;
                noteCheckpoints();
                hub.start();
                var ready = hub.awaitReady();
                slowest = ready.compareTo(slowest) > 0 ? ready : slowest;
            }
            stop.set(true);
        }
        settle();
        return count(killed, slowest);
    }

    private void bindResults() throws Exception {
        var body = "{\"resultUrl\":\"" + hub.uri("/api/robots/event/1?robotId=trial&token=t") + "\"}";
        send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/robots/wt_trial"))
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Calls back until enough is accepted and the killing is over. */
    private void say(int messages, AtomicBoolean stop) {
        while (!stop.get() || accepted.size() < messages) {
            var text = "消息" + number.incrementAndGet();
            var chat = random.nextInt(CHATS);
            var body = "{\"spoken\":\"" + text + "\",\"rawSpoken\":\"@小助手 " + text + "\",\"receivedName\":\"用户" + chat
                    + "\",\"groupName\":\"群" + chat + "\",\"roomType\":1,\"atMe\":\"true\",\"textType\":1}";
            try {
                var answer = send(HttpRequest.newBuilder(hub.uri("/api/robots/callback?robotId=trial&token=t"))
                        .timeout(Duration.ofSeconds(3))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
                if (answer.statusCode() == 200
                        && JSON.readTree(answer.body()).path("code").asInt(-1) == 0) {
                    accepted.add(text);
                }
            } catch (IOException e) {
                // not accepted: the hub is just dead, WorkTool would not come again either
            }
            LockSupport.parkNanos(Duration.ofMillis(20 + random.nextInt(60)).toNanos());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which answers are in the database while the hub is dead, and how often they were asked for until now. */
    private void noteCheckpoints() throws SQLException, IOException {
        var asked = calls();
        for (var text : texts("select i.input #>> '{message,content}' from engine.node_executions n join"
                + " engine.flow_instances i on i.id = n.run_id where n.node_id = 'node_reply'")) {
            checkpoints.putIfAbsent(text, asked.getOrDefault(text, 0));
        }
    }

    private Map<String, Integer> calls() throws IOException {
        var calls = new HashMap<String, Integer>();
        var answer = JSON.readTree(
                send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/calls?service=openai&limit=100000")))
                        .body());
        answer.path("calls").forEach(call -> calls.merge(call.path("input").asText(), 1, Integer::sum));
        return calls;
    }

    private List<String> texts(String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Waits until nothing is open any more; what never ends is counted afterwards. */
    private void settle() throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < end) {
            var open = texts("select (select count(*) from queue.delivery where not dead) + (select count(*) from"
                    + " worktool.robot_commands where status in ('pending', 'sending', 'unknown'))");
            if (open.getFirst().equals("0")) {
                return;
            }
            LockSupport.parkNanos(200_000_000);
        }
    }

    private Outcome count(int kills, Duration slowest) throws Exception {
        JsonNode counts = JSON.readTree(
                        send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/sent?counts=true&limit=0")))
                                .body())
                .path("counts");
        int lost = 0;
        int repeated = 0;
        for (int i = 1; i <= number.get(); i++) {
            var sent = counts.path("答 消息" + i).asInt(0);
            lost += accepted.contains("消息" + i) && sent == 0 ? 1 : 0;
            repeated += sent > 1 ? 1 : 0;
        }
        var finished = Set.copyOf(
                texts("select input #>> '{message,content}' from engine.flow_instances where status = 'completed'"));
        var unfinished =
                (int) accepted.stream().filter(text -> !finished.contains(text)).count();
        var calls = calls();
        var again = (int) checkpoints.entrySet().stream()
                .filter(one -> calls.getOrDefault(one.getKey(), 0) > one.getValue())
                .count();
        return new Outcome(accepted.size(), kills, lost, repeated, unfinished, again, slowest);
    }

    /** What the hub said, for when the outcome is not as it should be. */
    public String log() {
        return hub.output();
    }

    @Override
    public void close() throws IOException {
        hub.close();
        sandbox.close();
        postgres.close();
    }
}
