package dev.serai.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of a node that chooses among targets. */
public interface Branching {

    /** The targets and when each is taken; the lowest priority is asked first. */
    List<Branch> branches();

    /** Where to go when no condition holds. */
    @Nullable
    String defaultTargetNodeId();
}
