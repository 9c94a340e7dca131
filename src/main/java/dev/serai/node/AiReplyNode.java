package dev.serai.node;

import dev.serai.conversation.Conversations;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import dev.serai.flow.Template;
import dev.serai.playbook.Persona;
import dev.serai.playbook.Personas;
import dev.serai.provider.CallTag;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.Models;
import dev.serai.provider.ProviderException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** {@code ai_reply}: lets a model answer the message, in the voice of a persona. */
@Component
class AiReplyNode implements NodeKind<AiReplyNode.Settings> {

    private static final Logger LOG = LoggerFactory.getLogger(AiReplyNode.class);
    private static final int HISTORY = 10;

    /**
     * Who answers and how.
     *
     * @param model name in configuration; the persona's if left out
     * @param persona id or role type; if left out the one {@code persona_select} chose, else the standard one
     * @param useHistory whether the model is told the last ten turns of the conversation
     * @param temperature from 0 to 2; the persona's if left out
     * @param maxTokens upper bound of the answer; the persona's if left out
     * @param fallbackModel asked when the model gives no answer
     * @param fallbackTemplate text that is sent when no model answers
     */
    record Settings(
            @Nullable String model,
            @Nullable String persona,
            @Nullable Boolean useHistory,
            @Nullable Double temperature,
            @Nullable Integer maxTokens,
            @Nullable String fallbackModel,
            @Nullable Template fallbackTemplate) {
        Settings {
            useHistory = Objects.requireNonNullElse(useHistory, true);
        }
    }

    private final Models models;
    private final Personas personas;
    private final Conversations conversations;

    AiReplyNode(Models models, Personas personas, Conversations conversations) {
        this.models = models;
        this.personas = personas;
        this.conversations = conversations;
    }

    @Override
    public NodeType type() {
        return new NodeType("ai_reply", Set.of(), Settings.class, Set.of("aiResponse", "usage"), NodeType.Role.STEP);
    }

    @Override
    public Effect effect() {
        return Effect.IDEMPOTENT;
    }

    @Override
    public Duration timeLimit() {
        return Duration.ofMinutes(10); // the model's own limit is the one that counts
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var persona = persona(settings, step);
        var model = Objects.requireNonNullElse(settings.model(), persona.model());
        var request = request(settings, persona, step);
        var input = Map.of("model", model, "persona", persona.id(), "content", step.text("message", "content"));
        try {
            return outcome(ask(settings, model, request, step)).from(input);
        } catch (ProviderException e) {
            if (settings.fallbackTemplate() == null) {
                throw new NodeFailed("no model answered: " + e.getMessage(), false, e);
            }
            LOG.warn(
                    "run={} node={} no model answered, the fallback text is used: {}",
                    step.run(),
                    step.node(),
                    e.getMessage());
            var text = settings.fallbackTemplate().render(step.scope());
            return Outcome.of(Map.of("aiResponse", text, "usage", Map.of()))
                    .from(input)
                    .warn("no model answered, the fallback text is used: " + e.getMessage());
        }
    }

    private Persona persona(Settings settings, Step step) {
        if (settings.persona() == null) {
            return personas.find(step.text("personaId")).orElseGet(personas::standard);
        }
        return personas.find(settings.persona())
                .orElseThrow(() -> new NodeFailed(
                        "persona: there is no active persona '" + settings.persona() + "'", false, null));
    }

    private ChatRequest request(Settings settings, Persona persona, Step step) {
        var history = Boolean.TRUE.equals(settings.useHistory()) ? HISTORY : 0;
        return new ChatRequest(
                Prompts.talk(persona.systemPrompt(), history, conversations, step),
                Objects.requireNonNullElse(settings.temperature(), persona.temperature()),
                Objects.requireNonNullElse(settings.maxTokens(), persona.maxTokens()));
    }

    private ChatAnswer ask(Settings settings, String model, ChatRequest request, Step step) {
        var tag = new CallTag(step.run().value(), step.node());
        try {
            return models.chat(model, request, tag);
        } catch (ProviderException e) {
            if (settings.fallbackModel() == null) {
                throw e;
            }
            LOG.warn(
                    "run={} node={} model={} gave no answer, asking {}: {}",
                    step.run(),
                    step.node(),
                    model,
                    settings.fallbackModel(),
                    e.getMessage());
            return models.chat(settings.fallbackModel(), request, tag);
        }
    }

    private static Outcome outcome(ChatAnswer answer) {
        var usage = answer.usage();
        return Outcome.of(Map.of(
                "aiResponse", answer.content(),
                "usage", Map.of("input", usage.input(), "output", usage.output(), "total", usage.total())));
    }
}
