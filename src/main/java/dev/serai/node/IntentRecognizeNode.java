package dev.serai.node;

import dev.serai.conversation.Conversations;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import dev.serai.provider.CallTag;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.Models;
import dev.serai.provider.ProviderException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** {@code intent_recognize}: asks a model what the sender wants, and works it out by keywords when none answers. */
@Component
class IntentRecognizeNode implements NodeKind<IntentRecognizeNode.Settings> {

    private static final Logger LOG = LoggerFactory.getLogger(IntentRecognizeNode.class);
    private static final int MOST_HISTORY = 50;

    /**
     * Who is asked and how.
     *
     * @param aiModel name in configuration
     * @param useContext whether the model is told what was said before
     * @param contextLength how many turns, 50 at most
     * @param enableEmotionAnalysis whether the emotion is asked for too
     * @param fallback {@code rules}, or {@code none} to fail when no model answers
     * @param rules keywords of each intent, asked in this order
     */
    record Settings(
            @Nullable String aiModel,
            @Nullable Boolean useContext,
            @Nullable Integer contextLength,
            @Nullable Boolean enableEmotionAnalysis,
            @Nullable String fallback,
            @Nullable Map<String, List<String>> rules) {

        Settings {
            aiModel = Objects.requireNonNullElse(aiModel, "doubao");
            useContext = Objects.requireNonNullElse(useContext, true);
            contextLength = Objects.requireNonNullElse(contextLength, 10);
            enableEmotionAnalysis = Objects.requireNonNullElse(enableEmotionAnalysis, true);
            fallback = Objects.requireNonNullElse(fallback, "rules");
            rules = Objects.requireNonNullElse(rules, Intent.RULES);
            if (contextLength < 0 || contextLength > MOST_HISTORY) {
                throw new IllegalArgumentException("contextLength: " + contextLength + " is not between 0 and 50");
            }
            if (!List.of("rules", "none").contains(fallback)) {
                throw new IllegalArgumentException("fallback: '" + fallback + "' is neither rules nor none");
            }
        }
    }

    private final Models models;
    private final Conversations conversations;

    IntentRecognizeNode(Models models, Conversations conversations) {
        this.models = models;
        this.conversations = conversations;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "intent_recognize",
                Set.of("intent"),
                Settings.class,
                Set.of("intent", "confidence", "emotion", "emotionScore", "needReply", "replySuggestion"),
                NodeType.Role.STEP);
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
        var text = step.text("message", "content");
        var asked = text.isBlank() ? new Asked(Intent.byRules(text, rules(settings)), null) : ask(settings, step, text);
        var intent = asked.intent();
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("intent", intent.intent());
        output.put("confidence", intent.confidence());
        output.put("emotion", intent.emotion());
        output.put("emotionScore", intent.emotionScore());
        output.put("needReply", intent.needReply());
        if (!intent.replySuggestion().isEmpty()) {
            output.put("replySuggestion", intent.replySuggestion());
        }
        var outcome = Outcome.of(output)
                .from(Map.of("content", text, "model", Objects.requireNonNull(settings.aiModel())))
                .tell("intentConfidence", intent.confidence());
        return asked.warning() == null ? outcome : outcome.warn(asked.warning());
    }

    /** An intent, and why it is not the model's. */
    private record Asked(Intent intent, @Nullable String warning) {}

    private Asked ask(Settings settings, Step step, String text) {
        var history = Boolean.TRUE.equals(settings.useContext()) ? Objects.requireNonNull(settings.contextLength()) : 0;
        var prompt = Intent.prompt(Boolean.TRUE.equals(settings.enableEmotionAnalysis()));
        var request = new ChatRequest(Prompts.talk(prompt, history, conversations, step), 0.0, null);
        try {
            var tag = new CallTag(step.run().value(), step.node());
            var answer = models.chat(Objects.requireNonNull(settings.aiModel()), request, tag);
            var intent = Intent.read(answer.content())
                    .orElseThrow(() -> new NodeFailed("the model's answer is no intent", false, null));
            return new Asked(intent, null);
        } catch (ProviderException | NodeFailed e) {
            if ("none".equals(settings.fallback())) {
                throw new NodeFailed("the intent could not be recognized: " + e.getMessage(), false, e);
            }
            LOG.warn("run={} node={} intent is worked out by rules: {}", step.run(), step.node(), e.getMessage());
            return new Asked(Intent.byRules(text, rules(settings)), "intent is worked out by rules: " + e.getMessage());
        }
    }

    private static Map<String, List<String>> rules(Settings settings) {
        return Objects.requireNonNull(settings.rules());
    }
}
