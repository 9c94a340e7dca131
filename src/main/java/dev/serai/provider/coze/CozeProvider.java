package dev.serai.provider.coze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Reply;
import dev.serai.provider.Resumption;
import dev.serai.provider.SseReader;
import dev.serai.provider.Wire;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowEvent;
import dev.serai.provider.WorkflowProvider;
import dev.serai.provider.WorkflowTarget;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Runs workflows that are published on Coze: piece by piece, in one piece, or in the background. */
@Component
class CozeProvider implements WorkflowProvider {

    /** Coze cuts a connection that is silent for 90 seconds, and the run goes on; a little less is near enough. */
    private static final Duration SILENCE = Duration.ofSeconds(85);

    private final CozeAccounts accounts;
    private final CozeLines lines;
    private final ObjectMapper json;
    private final Clock clock;

    CozeProvider(CozeAccounts accounts, CozeLines lines, ObjectMapper json, Clock clock) {
        this.accounts = accounts;
        this.lines = lines;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "coze";
    }

    @Override
    public List<String> validateConfig(WorkflowTarget target) {
        return accounts.own().problems();
    }

    @Override
    public WorkflowAnswer run(WorkflowTarget target, Map<String, Object> parameters, Wire wire) {
        return CozeAnswer.of(waited("/v1/workflow/run", CozeRequest.run(target, parameters, json), wire));
    }

    @Override
    public String start(WorkflowTarget target, Map<String, Object> parameters, Wire wire) {
        var body = CozeRequest.run(target, parameters, json).put("is_async", true);
        var id = CozeAnswer.executeId(line(wire).post("/v1/workflow/run", body), null);
        if (id == null) {
            throw new ProviderException.Broken("Coze told no execute_id to ask by", null);
        }
        return id;
    }

    @Override
    public Optional<WorkflowAnswer> poll(WorkflowTarget target, String executeId, Wire wire) {
        var path = "/v1/workflows/" + escaped(target.workflowId()) + "/run_histories/" + escaped(executeId);
        var line = line(wire);
        var run = line.get(path).path("data").path(0);
        var history = new CozeHistory(run, node -> line.get(path + "/execute_nodes/" + escaped(node)));
        return history.answer();
    }

    @Override
    public WorkflowAnswer resume(WorkflowTarget target, Resumption resumption, Wire wire) {
        return CozeAnswer.of(waited("/v1/workflows/resume", CozeRequest.resume(target, resumption, json), wire));
    }

    @Override
    public WorkflowAnswer resume(
            WorkflowTarget target, Resumption resumption, Wire wire, Consumer<WorkflowEvent> listener) {
        return streamed("/v1/workflow/stream_resume", CozeRequest.resume(target, resumption, json), wire, listener);
    }

    @Override
    public WorkflowAnswer stream(
            WorkflowTarget target, Map<String, Object> parameters, Wire wire, Consumer<WorkflowEvent> listener) {
        return streamed("/v1/workflow/stream_run", CozeRequest.run(target, parameters, json), wire, listener);
    }

    private CozeLine line(Wire wire) {
        return lines.to(accounts.own(), wire);
    }

    /** A run that was cut off for its silence goes on at Coze, and must not be begun once more. */
    private JsonNode waited(String path, JsonNode body, Wire wire) {
        var begun = clock.instant();
        try {
            return line(wire).post(path, body);
        } catch (ProviderException.Network e) {
            if (Duration.between(begun, clock.instant()).compareTo(SILENCE) < 0) {
                throw e;
            }
            throw new ProviderException.Broken(
                    "Coze cuts a silent connection after 90s; run the workflow as a stream or in the background", e);
        }
    }

    private WorkflowAnswer streamed(String path, JsonNode body, Wire wire, Consumer<WorkflowEvent> listener) {
        try (var reply = line(wire).stream(path, body, CozeStage.ASKED)) {
            return read(reply, new CozeStream(listener));
        }
    }

    private WorkflowAnswer read(Reply reply, CozeStream stream) {
        var events = new SseReader(reply.body());
        try {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                var answer = stream.take(event.get().event(), event.get().data(), lines::parsed);
                if (answer.isPresent()) {
                    reply.finished();
                    return answer.get();
                }
            }
        } catch (IOException e) {
            throw reply.broke(e);
        }
        return stream.ended();
    }

    private static String escaped(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
