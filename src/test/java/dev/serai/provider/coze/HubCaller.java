package dev.serai.provider.coze;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.Interrupt;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Resumption;
import dev.serai.provider.Usage;
import dev.serai.provider.Wire;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowEvent;
import dev.serai.provider.WorkflowTarget;
import dev.serai.vault.Secret;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Our connector. */
final class HubCaller implements CozeCaller {

    private static final Pattern WORDS = Pattern.compile("^[^:]+: ");
    private static final Map<String, Object> INPUT = Map.of("input", "Hello World");

    private final CozeProperties settings;
    private final CozeProvider workflows;
    private final CozeBots bots;
    private final Wire wire;

    HubCaller(CozeProperties settings, Wire wire) {
        var coze = new Coze(settings, Clock.systemUTC());
        this.settings = settings;
        this.workflows = coze.workflows();
        this.bots = coze.bots();
        this.wire = wire;
    }

    private Map<String, String> told(Consumer<Map<String, String>> call) {
        var understood = new LinkedHashMap<String, String>();
        try {
            call.accept(understood);
        } catch (ProviderException.Unauthorized e) {
            understood.put("error", "unauthorized");
        } catch (ProviderException e) {
            understood.put("error", e.code());
            understood.put(
                    "message", WORDS.matcher(String.valueOf(e.getMessage())).replaceFirst(""));
        }
        return understood;
    }

    static void usage(Map<String, String> understood, Usage usage) {
        if (!usage.isNone()) {
            understood.put("usage", usage.input() + "+" + usage.output() + "=" + usage.total());
        }
    }

    private static void answer(Map<String, String> understood, WorkflowAnswer answer) {
        understood.put("debugUrl", String.valueOf(answer.debugUrl()));
        usage(understood, answer.usage());
    }

    @Override
    public Map<String, String> run(WorkflowTarget target) {
        return told(understood -> {
            var answer = workflows.run(target, INPUT, wire);
            understood.put("content", answer.content());
            answer(understood, answer);
        });
    }

    @Override
    public Map<String, String> async(WorkflowTarget target, int polls) {
        return told(understood -> {
            var id = workflows.start(target, INPUT, wire);
            understood.put("executeId", id);
            for (var i = 0; i < polls; i++) {
                poll(understood, target, id);
            }
        });
    }

    @Override
    public Map<String, String> history(WorkflowTarget target, String executeId) {
        return told(understood -> poll(understood, target, executeId));
    }

    private void poll(Map<String, String> understood, WorkflowTarget target, String id) {
        var answer = workflows.poll(target, id, wire);
        understood.put("status", answer.filter(found -> !found.interrupted()).isPresent() ? "Success" : "Running");
        answer.filter(found -> !found.interrupted()).ifPresent(found -> {
            understood.put("content", found.content());
            answer(understood, found);
        });
    }

    @Override
    public Map<String, String> stream(WorkflowTarget target) {
        return told(understood ->
                end(understood, workflows.stream(target, INPUT, wire, event -> heard(understood, event))));
    }

    @Override
    public Map<String, String> resume(WorkflowTarget target, int times) {
        return told(understood -> {
            var answer = workflows.stream(target, INPUT, wire, event -> heard(understood, event));
            end(understood, answer);
            var asked = Objects.requireNonNull(answer.interrupt());
            for (var i = 0; i < times; i++) {
                understood.remove("interrupt");
                var resumption = new Resumption(asked.eventId(), asked.type(), "杭州，明天");
                answer = workflows.resume(target, resumption, wire, event -> heard(understood, event));
                asked = Objects.requireNonNullElse(answer.interrupt(), asked);
                end(understood, answer);
            }
        });
    }

    private static void heard(Map<String, String> understood, WorkflowEvent event) {
        switch (event) {
            case WorkflowEvent.Ping ping -> understood.merge("pings", "*", String::concat);
            case WorkflowEvent.Message(var content, var node, var finished) ->
                understood.merge("messages", node + ":" + content + (finished ? "." : ",") + "\n", String::concat);
            default -> throw new IllegalStateException("a provider tells no end");
        }
    }

    private static void end(Map<String, String> understood, WorkflowAnswer answer) {
        Interrupt interrupt = answer.interrupt();
        if (interrupt != null) {
            understood.put("interrupt", interrupt.eventId() + " " + interrupt.type());
        } else {
            understood.put("debugUrl", String.valueOf(answer.debugUrl()));
        }
        usage(understood, answer.usage());
    }

    @Override
    public Map<String, String> token() {
        return told(understood -> {
            var own = new CozeAccounts(settings).own();
            var app = ((CozeLogin.App) own.login()).app();
            var grant = new CozeTokenRequest(own, app, Clock.systemUTC(), new ObjectMapper()).ask(wire);
            understood.put("token", grant.token().reveal());
            understood.put("absolute", String.valueOf(grant.expires().getEpochSecond() > 1_700_000_000));
        });
    }

    @Override
    public Map<String, String> chat(String bot) {
        return told(understood -> {
            var target = new ChatTarget("bot", new ChatTarget.Account("coze", null, Secret.none()), bot);
            var answer = bots.stream(target, ChatRequest.of("你好"), wire, event -> {
                if (event instanceof ChatEvent.Message(var piece)) {
                    understood.merge("pieces", piece + "|", String::concat);
                }
                if (event instanceof ChatEvent.Reasoning(var piece)) {
                    understood.merge("thoughts", piece + "|", String::concat);
                }
            });
            understood.put("content", answer.content());
            answer.toolCalls()
                    .forEach(call -> understood.put("call", call.id() + " " + call.name() + call.arguments()));
            usage(understood, answer.usage());
        });
    }
}
