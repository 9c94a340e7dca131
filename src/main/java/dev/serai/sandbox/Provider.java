package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.IntFunction;

/** What the servers of models and workflows share: the log of calls, the scripts, the faults and the way back. */
record Provider(CountedLog<Call> calls, Scripts scripts, Faults faults, Playback playback, Ids ids) {

    /** How a call is to be answered, if anybody said so. */
    record Plan(Reply reply, Manner manner) {}

    /** As {@link #plan(Call, IntFunction)}, for a service that has the same words for every failure. */
    Optional<Plan> plan(Call call, JsonNode unavailable) {
        return plan(call, status -> unavailable);
    }

    /**
     * Notes the call, suffers what the service suffers from, and looks for a script.
     *
     * @param error what the service says with an HTTP status
     */
    Optional<Plan> plan(Call call, IntFunction<JsonNode> error) {
        calls.add(call.key(), call);
        var fault = faults.strike(call.service());
        if (fault.isPresent()) {
            return Optional.of(
                    new Plan(new Reply.Status(fault.getAsInt(), error.apply(fault.getAsInt())), Manner.USUAL));
        }
        return scripts.find(call).map(rule -> planned(rule, error));
    }

    private static Plan planned(Rule rule, IntFunction<JsonNode> error) {
        var reply = rule.reply();
        if (reply instanceof Reply.Status(var status, var body) && body.isMissingNode()) {
            reply = new Reply.Status(status, error.apply(status));
        } else if (rule.manner().mishap() == Mishap.STATUS && !(reply instanceof Reply.Status)) {
            reply = new Reply.Status(503, error.apply(503));
        }
        return new Plan(reply, rule.manner());
    }
}
