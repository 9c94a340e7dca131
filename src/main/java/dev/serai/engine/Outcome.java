package dev.serai.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node did. An output named like a field of the context is put there too.
 *
 * @param input what it worked on, for the log
 * @param output its fields, readable as {@code nodes.<id>.<field>}
 * @param told further fields of the context
 * @param named further variables
 * @param writes rows to be stored together with this
 * @param pause what the node waits for before it is done; null if it is done
 * @param warning what somebody should look at although the node did its work; null if there is nothing
 */
public record Outcome(
        Map<String, @Nullable Object> input,
        Map<String, @Nullable Object> output,
        Map<String, @Nullable Object> told,
        Map<String, @Nullable Object> named,
        List<Write> writes,
        @Nullable Wait pause,
        @Nullable String warning) {

    /** An outcome with these fields. */
    public static Outcome of(Map<String, ? extends @Nullable Object> output) {
        return new Outcome(Map.of(), copy(output), Map.of(), Map.of(), List.of(), null, null);
    }

    private static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<String, @Nullable Object>();
        values.forEach(copy::put);
        return copy;
    }

    /** The same, with what it worked on. */
    public Outcome from(Map<String, ? extends @Nullable Object> input) {
        return new Outcome(copy(input), output, told, named, writes, pause, warning);
    }

    /** The same, which also sets this field of the context. */
    public Outcome tell(String field, @Nullable Object value) {
        Map<String, @Nullable Object> more = copy(told);
        more.put(field, value);
        return new Outcome(input, output, more, named, writes, pause, warning);
    }

    /** The same, which also sets these variables. */
    public Outcome name(Map<String, ? extends @Nullable Object> variables) {
        return new Outcome(input, output, told, copy(variables), writes, pause, warning);
    }

    /** The same, on top of the fields and variables the node left when it began to wait. */
    Outcome after(Execution.Memory before) {
        var fields = copy(before.told());
        fields.putAll(told);
        var variables = copy(before.named());
        variables.putAll(named);
        return new Outcome(input, output, fields, variables, writes, pause, warning);
    }

    /** The same, with the fields and variables of a memory. */
    Outcome remembering(Execution.Memory memory) {
        return new Outcome(input, output, memory.told(), memory.named(), writes, pause, warning);
    }

    /** The same, of which nobody is told once it is stored. */
    Outcome quiet() {
        var quiet = writes.stream()
                .map(write -> Write.of(write.endpoint(), write.row()))
                .toList();
        return new Outcome(input, output, told, named, quiet, pause, warning);
    }

    /** The same, but the node waits for something first; its output so far is handed to it when it wakes. */
    public Outcome waiting(Wait pause) {
        return new Outcome(input, output, told, named, writes, pause, warning);
    }

    /** The same, although not as it should be, for example with a fallback; the log tells it as a WARNING. */
    public Outcome warn(String reason) {
        return new Outcome(input, output, told, named, writes, pause, reason);
    }

    /** The same, with one more row to be stored. */
    public Outcome write(Write write) {
        var more = new ArrayList<>(writes);
        more.add(write);
        return new Outcome(input, output, told, named, more, pause, warning);
    }
}
