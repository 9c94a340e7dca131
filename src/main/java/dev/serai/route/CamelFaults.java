package dev.serai.route;

import dev.serai.flow.Fault;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ProcessorDefinition;
import org.jspecify.annotations.Nullable;

/** Tells what Camel refuses as a fault of the file it stands in. */
final class CamelFaults {

    private static final Pattern PLACE = Pattern.compile(", line (\\d+), column (\\d+):");
    private static final Pattern AT = Pattern.compile("at: >>> (.*) <<< in route", Pattern.DOTALL);
    private static final Pattern BECAUSE = Pattern.compile("because: (.*)", Pattern.DOTALL);
    private static final String HINT = "look at this step in Camel's manual";

    private CamelFaults() {}

    /**
     * The fault.
     *
     * @param steps of the routes in the file, to find the one that is meant
     */
    static Fault of(String file, String text, Throwable failure, List<? extends ProcessorDefinition<?>> steps) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var found = PLACE.matcher(String.valueOf(cause.getMessage()));
            if (found.find()) {
                var line = Integer.parseInt(found.group(1));
                return new Fault(file, line, Integer.parseInt(found.group(2)), null, head(cause), "look at this line");
            }
        }
        var told = told(failure);
        var because = BECAUSE.matcher(told);
        var reason = first(because.find() ? because.group(1) : told);
        return new Fault(file, line(text, told, steps), 1, null, "Camel refuses it: " + reason, HINT);
    }

    /** The outermost message that names a step, else the innermost one. */
    private static String told(Throwable failure) {
        var last = failure;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (AT.matcher(String.valueOf(cause.getMessage())).find()) {
                return String.valueOf(cause.getMessage());
            }
            last = cause;
        }
        return last.getMessage() == null ? last.toString() : last.getMessage();
    }

    private static String head(Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        return first(message.startsWith("while ") ? "This is no YAML: " + second(message) : message);
    }

    private static String first(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    /** What the YAML parser found there, which it tells after where it was. */
    private static String second(String text) {
        return text.lines()
                .filter(line -> !line.startsWith(" "))
                .skip(1)
                .findFirst()
                .orElse(first(text));
    }

    private static int line(String text, String told, List<? extends ProcessorDefinition<?>> steps) {
        var at = AT.matcher(told);
        if (!at.find()) {
            return 1;
        }
        for (var step : steps) {
            var found = find(step, at.group(1));
            if (found != null) {
                return line(text, found);
            }
        }
        return 1;
    }

    private static @Nullable ProcessorDefinition<?> find(ProcessorDefinition<?> step, String shown) {
        for (var inside : step.getOutputs()) {
            var found = find(inside, shown);
            if (found != null) {
                return found;
            }
        }
        return step.toString().equals(shown) ? step : null;
    }

    /** Camel counts the line of a step from where its options begin; its key stands there or a little before. */
    private static int line(String text, NamedNode step) {
        var lines = text.lines().toList();
        var told = Math.clamp(step.getLineNumber(), 1, Math.max(1, lines.size()));
        for (int line : new int[] {told, told + 1, told - 1, told + 2}) {
            if (line >= 1 && line <= lines.size() && lines.get(line - 1).contains(step.getShortName() + ":")) {
                return line;
            }
        }
        return told;
    }
}
