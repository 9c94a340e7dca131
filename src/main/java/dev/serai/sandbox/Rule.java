package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A scripted answer to the calls that fit.
 *
 * @param left how many calls it still answers; never used up if negative
 */
record Rule(Service service, Match match, Reply reply, Manner manner, AtomicInteger left) {

    private static final Set<String> FIELDS =
            Set.of("service", "match", "reply", "delayMs", "chunkDelayMs", "chunks", "fault", "after", "times");

    /** What a call must look like; what is left out fits everything. */
    record Match(
            @Nullable String target,
            @Nullable String contains,
            @Nullable String system,
            @Nullable Pattern regex) {

        private static final Set<String> FIELDS = Set.of("model", "workflowId", "contains", "system", "regex");

        static Match of(JsonNode node, String field) {
            Fields.onlyKnown(node.isMissingNode() ? node : Fields.of(node, field), field, FIELDS);
            var model = Fields.optionalText(node, "model", field);
            var target = model == null ? Fields.optionalText(node, "workflowId", field) : model;
            var regex = Fields.optionalText(node, "regex", field);
            try {
                return new Match(
                        target,
                        Fields.optionalText(node, "contains", field),
                        Fields.optionalText(node, "system", field),
                        regex == null ? null : Pattern.compile(regex, Pattern.DOTALL));
            } catch (PatternSyntaxException e) {
                throw new BadRequest(field + ".regex: " + e.getDescription());
            }
        }

        boolean fits(Call call) {
            return (target == null || target.equals(call.target()))
                    && (contains == null || call.input().contains(contains))
                    && (system == null || call.system().contains(system))
                    && (regex == null || regex.matcher(call.input()).find());
        }
    }

    static Rule of(JsonNode node, String field) {
        Fields.onlyKnown(Fields.of(node, field), field, FIELDS);
        var service = Service.of(node.path("service").asText(), field + ".service");
        if (service == Service.WORKTOOL) {
            throw new BadRequest(field + ".service: worktool cannot be scripted; use PUT /sandbox/faults");
        }
        var manner = Manner.of(node, field);
        var usesReply = manner.mishap() == Mishap.NONE || node.has("reply");
        var reply = usesReply ? Reply.of(node.path("reply"), field + ".reply") : new Reply.Text("好的");
        return new Rule(
                service,
                Match.of(node.path("match"), field + ".match"),
                reply,
                manner,
                new AtomicInteger(
                        Fields.number(node, "times", field, 0) == 0
                                ? -1
                                : node.path("times").asInt()));
    }

    /** Takes the call if it fits and the rule is not used up. */
    boolean takes(Call call) {
        if (call.service() != service || !match.fits(call)) {
            return false;
        }
        return left.getAndUpdate(count -> count > 0 ? count - 1 : count) != 0;
    }
}
