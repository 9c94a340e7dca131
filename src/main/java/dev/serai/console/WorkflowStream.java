package dev.serai.console;

import dev.serai.provider.Interrupt;
import dev.serai.provider.ProviderException;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowEvent;
import dev.serai.provider.WorkflowRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells a caller how a hosted workflow goes, as Server-Sent Events: {@code message} for each piece, {@code ping} while
 * there is nothing to say, then one of {@code done}, {@code interrupt} and {@code error}. A caller who goes away ends
 * the run.
 */
@Component
class WorkflowStream {

    /** Runs a workflow and tells how it goes. */
    @FunctionalInterface
    interface Telling {
        WorkflowAnswer tell(Consumer<WorkflowEvent> listener);
    }

    /** Whether a caller wants events. */
    static boolean wanted(@Nullable String accept) {
        return accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    /** Does it on a thread of its own. */
    SseEmitter follow(Telling telling) {
        var out = new SseEmitter(0L); // a workflow has a time limit of its own
        Thread.ofVirtual().name("workflow-stream").start(() -> {
            try {
                var unused = telling.tell(event -> send(out, event));
                out.complete();
            } catch (ProviderException told) {
                out.complete();
            } catch (WorkflowRefused refused) {
                refuse(out, refused);
            } catch (RuntimeException e) {
                out.completeWithError(e);
            }
        });
        return out;
    }

    private static void refuse(SseEmitter out, WorkflowRefused refused) {
        try {
            send(out, "error", Map.of("code", "refused", "message", String.valueOf(refused.getMessage())));
            out.complete();
        } catch (UncheckedIOException gone) {
            out.completeWithError(gone);
        }
    }

    private static void send(SseEmitter out, WorkflowEvent event) {
        switch (event) {
            case WorkflowEvent.Message message -> send(out, "message", message);
            case WorkflowEvent.Ping ping -> send(out, "ping", Map.of());
            case WorkflowEvent.Done(var answer) -> send(out, "done", view(answer));
            case WorkflowEvent.Interrupted(var answer, var interrupt) -> send(out, "interrupt", view(answer));
            case WorkflowEvent.Failed(var error) -> send(out, "error", view(error));
        }
    }

    private static void send(SseEmitter out, String name, Object data) {
        try {
            out.send(SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a caller gets to see of an answer. */
    static Map<String, @Nullable Object> view(WorkflowAnswer answer) {
        var usage = answer.usage();
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("executeId", answer.executeId());
        view.put("status", answer.interrupted() ? "interrupted" : "success");
        view.put("content", answer.content());
        view.put("usage", Map.of("input", usage.input(), "output", usage.output(), "total", usage.total()));
        view.put("cached", answer.cached());
        view.put("interrupt", interrupt(answer.interrupt()));
        return view;
    }

    private static @Nullable Object interrupt(@Nullable Interrupt interrupt) {
        return interrupt == null
                ? null
                : Map.of("eventId", interrupt.eventId(), "type", interrupt.type(), "data", interrupt.data());
    }

    /** What a caller gets to see of a failure. */
    static Map<String, Object> view(ProviderException error) {
        return Map.of("code", error.code(), "message", String.valueOf(error.getMessage()), "text", error.userText());
    }
}
