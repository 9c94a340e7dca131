package dev.serai.console;

import dev.serai.queue.DeadLetters;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What could not be dealt with: listed and put back. */
@RestController
class DeadLettersApi {

    private static final int MOST = 500;

    private final DeadLetters letters;

    DeadLettersApi(DeadLetters letters) {
        this.letters = letters;
    }

    @GetMapping("/api/dead-letters")
    Reply list(@RequestParam(defaultValue = "50") int limit) {
        return Reply.of(letters.list(Math.clamp(limit, 1, MOST)));
    }

    @PostMapping("/api/dead-letters/{id}/put-back")
    Reply putBack(@PathVariable UUID id) {
        if (!letters.putBack(id)) {
            throw new NotFound("dead letter", id);
        }
        return Reply.of(Map.of("id", id, "status", "accepted"));
    }
}
