package dev.serai.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which workflow is run, and where.
 *
 * @param name what the hub calls the workflow
 * @param workflowId what the provider calls it
 * @param options the provider's further settings
 * @param baseUrl in front of the protocol's paths
 * @param token what the provider lets us in with
 */
public record WorkflowTarget(String name, String workflowId, Options options, URI baseUrl, Secret token) {

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
            @Nullable String connectorId,
            @Nullable String workflowVersion) {}
}
