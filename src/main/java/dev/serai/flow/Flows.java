package dev.serai.flow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All flows and their versions: publishes, keeps, activates and finds them. */
public interface Flows {

    /**
     * Checks the text, gives it a version, keeps it and, if its status says so, puts it to work. Safe to repeat: a text
     * that is known makes no new version.
     *
     * @throws FlowRejected with all faults at once; nothing changed then
     */
    Publication publish(FlowSource source);

    /** Publishes many; a bad one is reported in its place and stops no other. */
    List<Publication> publishAll(List<FlowSource> sources);

    /** The version new runs use; read from memory, never waits. */
    Optional<FlowVersion> active(String flowId);

    /** One version, active or not; one that is not at work may have to be read from the database. */
    Optional<FlowVersion> find(String flowId, Semver version);

    /**
     * The versions of a flow, the highest number first; read from the database.
     *
     * @param below only those with a lower number, for the next page
     * @param most at least 1
     */
    List<VersionSummary> versions(String flowId, @Nullable Semver below, int most);

    /** Who put which version of a flow to work and why, the newest first; read from the database. */
    List<Activation> activations(String flowId, int most);

    /** The version that should be at work, also if this hub cannot run it; read from the database. */
    Optional<Semver> chosen(String flowId);

    /** All versions at work, one for each flow. */
    Collection<FlowVersion> allActive();

    /**
     * Puts a kept version to work, for example an older one as a roll-back, and notes who did it and why.
     *
     * @throws UnknownVersion when it was never published
     * @throws FlowRejected when it can no longer be run
     */
    void activate(String flowId, Semver version, String by, String why);
}
