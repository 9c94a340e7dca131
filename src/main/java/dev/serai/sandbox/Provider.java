package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What the servers of models and workflows share: the log of calls, the scripts, the faults and the way back. */
record Provider(CountedLog<Call> calls, Scripts scripts, Faults faults, Playback playback, Ids ids) {

    /** How a call is to be answered, if anybody said so. */
    record Plan(Reply reply, Manner manner) {}

    /** Notes the call, suffers what the service suffers from, and looks for a script. */
    Optional<Plan> plan(Call call, JsonNode unavailable) {
        calls.add(call.key(), call);
        var fault = faults.strike(call.service());
        if (fault.isPresent()) {
            return Optional.of(new Plan(new Reply.Status(fault.getAsInt(), unavailable), Manner.USUAL));
        }
        return scripts.find(call).map(rule -> planned(rule, unavailable));
    }

    private static Plan planned(Rule rule, JsonNode unavailable) {
        var isStatus = rule.manner().mishap() == Mishap.STATUS && !(rule.reply() instanceof Reply.Status);
        var reply = isStatus ? new Reply.Status(503, unavailable) : rule.reply();
        return new Plan(reply, rule.manner());
    }
}
