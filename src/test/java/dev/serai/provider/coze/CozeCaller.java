package dev.serai.provider.coze;

import dev.serai.provider.WorkflowTarget;
import java.util.Map;

/** Somebody who speaks to Coze and tells what was understood, by names that all who speak to it share. */
interface CozeCaller {

    Map<String, String> run(WorkflowTarget target);

    /** Starts, and asks so many times. */
    Map<String, String> async(WorkflowTarget target, int polls);

    Map<String, String> history(WorkflowTarget target, String executeId);

    Map<String, String> stream(WorkflowTarget target);

    /** Streams to an interrupt and answers it so many times. */
    Map<String, String> resume(WorkflowTarget target, int times);

    Map<String, String> token();

    Map<String, String> chat(String bot);
}
