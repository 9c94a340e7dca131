package dev.serai.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.engine.BulkAction;
import dev.serai.engine.BulkActions;
import dev.serai.engine.RunFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Cancels, retries or does again many runs. */
@RestController
class BulkRunsApi {

    private static final int LISTED = 50;

    /** How far it has come. */
    record Progress(
            UUID id,
            String action,
            Map<String, String> filter,
            String by,
            String why,
            String status,
            int done,
            int passedOver,
            int failed,
            List<String> errors,
            boolean more,
            Instant requestedAt,
            @Nullable Instant finishedAt) {

        static Progress of(BulkAction action) {
            return new Progress(
                    action.id(),
                    action.action().word(),
                    action.filter().criteria(),
                    action.options().by(),
                    action.options().why(),
                    action.status(),
                    action.done(),
                    action.passedOver(),
                    action.failed(),
                    action.errors(),
                    action.more(),
                    action.requestedAt(),
                    action.finishedAt());
        }
    }

    private final BulkActions actions;

    BulkRunsApi(BulkActions actions) {
        this.actions = actions;
    }

    /** Has it done in the background, or with {@code dryRun} only tells what would be done. */
    @PostMapping("/api/runs/bulk")
    ResponseEntity<Reply> start(@RequestBody ObjectNode sent) {
        var body = Body.of(sent, "action", "filter", "dryRun", "version", "effects", "by", "why");
        var action = BulkAction.Verb.of(body.text("action"));
        var filter = filter(body.object("filter"));
        var options = new BulkAction.Options(
                body.text("by", "somebody"),
                body.text("why", "no reason given"),
                body.text("version"),
                body.flag("effects"));
        if (body.flag("dryRun")) {
            return ResponseEntity.ok(Reply.of(actions.preview(action, filter, options)));
        }
        var id = actions.start(action, filter, options);
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(Reply.of(progress(id)));
    }

    private static RunFilter filter(@Nullable Map<String, @Nullable Object> asked) {
        if (asked == null) {
            throw new IllegalArgumentException("filter: it is missing; say which runs, {} for all");
        }
        var criteria = new TreeMap<String, String>();
        asked.forEach((name, value) -> {
            if (!(value instanceof String text)) {
                throw new IllegalArgumentException("filter." + name + ": it is no text; write it in quotes");
            }
            criteria.put(name, text);
        });
        return new RunFilter(criteria);
    }

    @GetMapping("/api/runs/bulk")
    Reply list() {
        return Reply.of(actions.list(LISTED).stream().map(Progress::of).toList());
    }

    @GetMapping("/api/runs/bulk/{id}")
    Reply find(@PathVariable UUID id) {
        return Reply.of(progress(id));
    }

    /** Does nothing more; what is done stays done. */
    @PostMapping("/api/runs/bulk/{id}/stop")
    Reply stop(@PathVariable UUID id) {
        progress(id);
        var unused = actions.stop(id);
        return Reply.of(progress(id));
    }

    private Progress progress(UUID id) {
        return actions.find(id).map(Progress::of).orElseThrow(() -> new NotFound("bulk action", id));
    }
}
