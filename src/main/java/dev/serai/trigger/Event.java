package dev.serai.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Something that happened and may start flows.
 *
 * @param id names it for ever: the same event told twice has the same id
 * @param name by which flows listen for it, such as {@code command_result}
 * @param at when it happened; the same if it is told twice
 * @param fields what flows get to know about it
 */
public record Event(String id, String name, Instant at, ObjectNode fields) {}
