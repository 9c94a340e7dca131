package dev.serai.provider;

import org.jspecify.annotations.Nullable;

/**
 * Which workflow is run.
 *
 * @param name what the hub calls the workflow
 * @param workflowId what the provider calls it
 * @param options settings that not every workflow needs
 */
public record WorkflowTarget(String name, String workflowId, Options options) {

    /**
     * Settings that not every workflow needs.
     *
     * @param appId the app the workflow belongs to
     * @param botId the agent whose data it uses
     * @param connectorId the channel the run is counted for
     * @param workflowVersion a fixed version instead of the latest
     */
    public record Options(
            @Nullable String appId,
            @Nullable String botId,
            String connectorId,
            @Nullable String workflowVersion) {}
}
