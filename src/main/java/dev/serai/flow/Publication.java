package dev.serai.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a flow that was handed in. */
public sealed interface Publication {

    /** It is at work now; {@code retired} is the version it took over from. */
    record Activated(FlowVersion version, @Nullable Semver retired) implements Publication {}

    /** It is kept and not at work, as its status says; {@code retired} is the version it put out of service. */
    record Stored(FlowVersion version, @Nullable Semver retired) implements Publication {}

    /** This very text is known, and everything is as it says. */
    record Unchanged(FlowVersion version) implements Publication {}

    /** It has faults; nothing changed. */
    record Rejected(String file, List<Fault> faults) implements Publication {}
}
