package dev.serai.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow answered.
 *
 * @param content the output as the provider sent it: plain text, or JSON text if the workflow returns variables
 * @param executeId the run's id at the provider, if it told one
 * @param usage tokens spent, as far as the provider says
 * @param interrupt what the workflow waits for; null when it is finished
 * @param debugUrl where people look at the run at the provider, if it told one
 * @param outputs what nodes other than the last said on the way, by their titles, in order
 */
public record WorkflowAnswer(
        String content,
        @Nullable String executeId,
        Usage usage,
        @Nullable Interrupt interrupt,
        @Nullable String debugUrl,
        Map<String, String> outputs) {

    public WorkflowAnswer {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** An answer without anything to look at on the way. */
    public WorkflowAnswer(String content, @Nullable String executeId, Usage usage, @Nullable Interrupt interrupt) {
        this(content, executeId, usage, interrupt, null, Map.of());
    }

    /** True if the workflow stopped half-way and waits for an answer. */
    public boolean interrupted() {
        return interrupt != null;
    }
}
