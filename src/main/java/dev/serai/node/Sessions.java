package dev.serai.node;

import dev.serai.engine.Step;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Which conversation a run belongs to. */
final class Sessions {

    private Sessions() {}

    /** The session the message came with; without one, a session of this run alone. */
    static UUID id(Step step) {
        var session = step.text("sessionId");
        return session.isEmpty()
                ? UUID.nameUUIDFromBytes(step.run().toString().getBytes(StandardCharsets.UTF_8))
                : UUID.fromString(session);
    }
}
