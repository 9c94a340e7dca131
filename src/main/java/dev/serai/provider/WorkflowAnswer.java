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
 * @param cached whether nobody was asked: an earlier run was given the same parameters, and nothing is spent
 */
public record WorkflowAnswer(
        String content,
        @Nullable String executeId,
        Usage usage,
        @Nullable Interrupt interrupt,
        @Nullable String debugUrl,
        Map<String, String> outputs,
        boolean cached) {

    public WorkflowAnswer {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** Fresh from the provider. */
    public WorkflowAnswer(
            String content,
            @Nullable String executeId,
            Usage usage,
            @Nullable Interrupt interrupt,
            @Nullable String debugUrl,
            Map<String, String> outputs) {
        this(content, executeId, usage, interrupt, debugUrl, outputs, false);
    }

    /** The same, without anything to look at on the way. */
    public WorkflowAnswer(String content, @Nullable String executeId, Usage usage, @Nullable Interrupt interrupt) {
        this(content, executeId, usage, interrupt, null, Map.of());
    }

    /** The same for somebody who did not ask for it. */
    WorkflowAnswer again() {
        return new WorkflowAnswer(content, executeId, Usage.none(), interrupt, debugUrl, outputs, true);
    }

    /** True if the workflow stopped half-way and waits for an answer. */
    public boolean interrupted() {
        return interrupt != null;
    }
}
