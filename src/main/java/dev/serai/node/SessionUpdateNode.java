package dev.serai.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.conversation.Conversations;
import dev.serai.conversation.Impression;
import dev.serai.conversation.Profiles;
import dev.serai.conversation.SessionStatus;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import dev.serai.task.AfterSalesTask;
import dev.serai.task.AfterSalesTasks;
import dev.serai.task.TaskStatus;
import dev.serai.task.TrackTasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code session_update}: notes how the conversation stands after a message and what the run made of it. A complaint
 * opens an after-sales task, if the customer has none open in this chat.
 */
@Component
class SessionUpdateNode implements NodeKind<SessionUpdateNode.Settings> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> EMOTIONS = Set.of("positive", "negative", "neutral");
    private static final String COMPLAINT = "complaint";
    private static final List<String> KEPT = List.of(
            "intent",
            "intentConfidence",
            "emotion",
            "senderRole",
            "personaId",
            "personaType",
            "targetName",
            "sendId",
            "commandStatus",
            "alertId",
            "alertLevel");

    /**
     * What is noted.
     *
     * @param status of the conversation: {@code active}, {@code waiting}, {@code resolved} or {@code closed}; left out,
     *     it is waiting while an after-sales task is open, else active
     * @param updateContext whether what the run found out (intent, emotion, persona, command, alert) is kept with it
     * @param analyze whether the sender's mood and complaints go into their profile, and a complaint opens a task
     * @param pushToMonitor whether it is shown to those who watch
     */
    record Settings(
            @Nullable String status,
            @DefaultValue("true") boolean updateContext,
            @DefaultValue("true") boolean analyze,
            @DefaultValue("true") boolean pushToMonitor) {

        Settings {
            if (status != null && SessionStatus.of(status).isEmpty()) {
                throw new IllegalArgumentException(
                        "status: '" + status + "' is none; write active, waiting, resolved or closed");
            }
        }
    }

    private final Conversations conversations;
    private final Profiles profiles;
    private final AfterSalesTasks tasks;
    private final TrackTasks tracks;

    SessionUpdateNode(Conversations conversations, Profiles profiles, AfterSalesTasks tasks, TrackTasks tracks) {
        this.conversations = conversations;
        this.profiles = profiles;
        this.tasks = tasks;
        this.tracks = tracks;
    }

    @Override
    public NodeType type() {
        return new NodeType("session_update", Set.of(), Settings.class, Set.of("sessionStatus"), NodeType.Role.STEP);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var heard = Heard.of(step);
        var analyzes = settings.analyze() && heard.byCustomer() && !heard.id().isEmpty();
        var complains = analyzes && step.text("intent").equals(COMPLAINT);
        var status = status(settings, step, complains);
        var context = settings.updateContext() ? context(step) : null;
        var outcome = Outcome.of(Map.of("sessionStatus", status.word()))
                .from(Map.of("session", heard.session().toString(), "pushToMonitor", settings.pushToMonitor()))
                .write(Write.of(
                                conversations.statusEndpoint(),
                                conversations.statusRow(heard.session(), status, context, heard.at()))
                        .atOnce(conversations.statusesAtOnce()));
        if (heard.byCustomer()) {
            outcome = outcome.write(Write.of(
                    tracks.answerEndpoint(),
                    tracks.answerRow(heard.chat(), heard.id(), heard.name(), false, heard.at())));
        }
        if (analyzes && !(step.text("intent") + step.text("emotion")).isEmpty()) {
            outcome = outcome.write(impression(heard, step));
        }
        return complains ? outcome.write(opening(heard, step)) : outcome;
    }

    private static SessionStatus status(Settings settings, Step step, boolean complains) {
        if (settings.status() != null) {
            return SessionStatus.of(settings.status()).orElseThrow();
        }
        var open = TaskStatus.of(step.text("pendingAfterSalesTask", "status")).filter(TaskStatus::open);
        return complains || open.isPresent() ? SessionStatus.WAITING : SessionStatus.ACTIVE;
    }

    private static String context(Step step) {
        var kept = new LinkedHashMap<String, Object>();
        for (var field : KEPT) {
            var value = step.context(field);
            if (value != null) {
                kept.put(field, value);
            }
        }
        try {
            return JSON.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The context cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Write impression(Heard heard, Step step) {
        var emotion = step.text("emotion");
        var impression = new Impression(
                step.effectKey(),
                heard.session(),
                heard.id(),
                heard.name(),
                step.text("intent"),
                EMOTIONS.contains(emotion) ? emotion : "neutral",
                heard.at());
        return new Write(
                profiles.impressionEndpoint(),
                profiles.impressionRow(impression),
                () -> profiles.profileChanged(heard.id()));
    }

    private Write opening(Heard heard, Step step) {
        return Write.of(
                tasks.openingEndpoint(),
                tasks.openingRow(new AfterSalesTask.Opening(
                        step.effectKey(),
                        COMPLAINT,
                        heard.robot(),
                        heard.session(),
                        heard.id(),
                        heard.name(),
                        heard.text(),
                        heard.at())));
    }
}
