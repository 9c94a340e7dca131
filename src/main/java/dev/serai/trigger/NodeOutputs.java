package dev.serai.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;

/** What nodes left in runs that have ended; implemented by a module that knows runs. */
public interface NodeOutputs {

    /** The output of a node; empty if it did not get its turn. */
    Optional<JsonNode> find(UUID run, String node);
}
