package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules by which providers answer; the first that fits a call answers it. */
final class Scripts {

    private volatile List<Rule> rules = List.of();

    /** Replaces all rules. */
    int set(JsonNode body) {
        if (!body.isArray()) {
            throw new BadRequest("body: must be a JSON list of rules");
        }
        var next = new ArrayList<Rule>();
        for (var i = 0; i < body.size(); i++) {
            next.add(Rule.of(body.get(i), "rules[" + i + "]"));
        }
        rules = List.copyOf(next);
        return next.size();
    }

    void clear() {
        rules = List.of();
    }

    Optional<Rule> find(Call call) {
        return rules.stream().filter(rule -> rule.takes(call)).findFirst();
    }
}
