package dev.serai.provider.claude;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.Role;
import dev.serai.provider.Sampling;
import dev.serai.provider.Tools;
import java.util.ArrayList;

/**
 * Writes what is asked in Claude's words (Anthropic's Messages API, version 2023-06-01).
 *
 * <p>Claude has no flag for an answer in JSON: the wish is told in the system prompt.
 */
final class ClaudeRequest {

    private static final String ONLY_JSON =
            "Answer with exactly one JSON object and nothing else: no words around it and no code fence.";

    private final ObjectMapper json;

    ClaudeRequest(ObjectMapper json) {
        this.json = json;
    }

    ObjectNode of(ChatTarget target, ChatRequest request, boolean stream) {
        var options = ClaudeOptions.of(target);
        var sampling = target.sampling(request);
        var thinking = thinking(options.thinking(), request);
        var body = JsonNodeFactory.instance.objectNode().put("model", target.model());
        body.put("max_tokens", maxTokens(options, sampling, thinking));
        var system = system(request, sampling.json());
        if (!system.isEmpty()) {
            body.put("system", system);
        }
        body.set("messages", new ClaudeTurns(json).of(request.messages()));
        choose(body, options, sampling, thinking);
        offer(body, request.tools());
        think(body, thinking);
        if (!options.effort().isEmpty()) {
            body.putObject("output_config").put("effort", options.effort());
        }
        return stream ? body.put("stream", true) : body;
    }

    /**
     * A fixed budget goes with no forced tool, and not with results of tools: the vendor wants its signed thoughts back
     * then, which a talk in the hub does not keep. The adaptive way has neither limit.
     */
    private static ClaudeOptions.Thinking thinking(ClaudeOptions.Thinking wanted, ChatRequest request) {
        var tools = request.tools();
        var forced = !tools.offered().isEmpty()
                && (tools.choice() == Tools.Choice.REQUIRED || tools.choice() == Tools.Choice.NAMED);
        var impossible = forced || ClaudeTurns.answersTools(request.messages());
        return impossible && wanted instanceof ClaudeOptions.Thinking.Budget
                ? new ClaudeOptions.Thinking.Unset()
                : wanted;
    }

    /** The vendor counts thoughts as part of the answer; we bound the answer alone. */
    private static int maxTokens(ClaudeOptions options, Sampling sampling, ClaudeOptions.Thinking thinking) {
        var answer = sampling.maxTokens() == null ? options.maxTokens() : sampling.maxTokens();
        return switch (thinking) {
            case ClaudeOptions.Thinking.Budget(var tokens) -> Math.addExact(answer, tokens);
            case ClaudeOptions.Thinking.Adaptive unused -> answer;
            case ClaudeOptions.Thinking.Unset unused -> answer;
        };
    }

    private static String system(ChatRequest request, boolean onlyJson) {
        var said = new ArrayList<String>();
        request.messages().stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .map(ChatMessage::content)
                .filter(content -> !content.isBlank())
                .forEach(said::add);
        if (onlyJson) {
            said.add(ONLY_JSON);
        }
        return String.join("\n\n", said);
    }

    /** A thinking model takes none of these; others take a temperature up to 1, and top_p only without one. */
    private static void choose(
            ObjectNode body, ClaudeOptions options, Sampling sampling, ClaudeOptions.Thinking thinking) {
        if (options.sampling() && thinking instanceof ClaudeOptions.Thinking.Unset) {
            if (sampling.temperature() != null) {
                body.put("temperature", Math.min(1, sampling.temperature()));
            }
            if (sampling.topP() != null && sampling.temperature() == null) {
                body.put("top_p", sampling.topP());
            }
            if (options.topK() > 0) {
                body.put("top_k", options.topK());
            }
        }
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(body.putArray("stop_sequences")::add);
        }
    }

    private static void offer(ObjectNode body, Tools tools) {
        if (tools.offered().isEmpty()) {
            return;
        }
        var list = body.putArray("tools");
        for (var tool : tools.offered()) {
            var written = list.addObject().put("name", tool.name()).put("description", tool.description());
            if (tool.parameters().isObject()) {
                written.set("input_schema", tool.parameters());
            } else {
                written.putObject("input_schema").put("type", "object");
            }
        }
        var choice = body.putObject("tool_choice");
        switch (tools.choice()) {
            case AUTO -> choice.put("type", "auto");
            case NONE -> choice.put("type", "none");
            case REQUIRED -> choice.put("type", "any");
            case NAMED -> choice.put("type", "tool").put("name", tools.name());
        }
    }

    private static void think(ObjectNode body, ClaudeOptions.Thinking thinking) {
        switch (thinking) {
            case ClaudeOptions.Thinking.Unset unused -> {
                // the model's own habit
            }
            case ClaudeOptions.Thinking.Adaptive unused ->
                body.putObject("thinking").put("type", "adaptive").put("display", "summarized");
            case ClaudeOptions.Thinking.Budget(var tokens) ->
                body.putObject("thinking").put("type", "enabled").put("budget_tokens", tokens);
        }
    }
}
