package dev.serai.flow;

import java.util.List;

/** Runs versions; whoever executes flows implements it. */
public interface FlowHost {

    /**
     * Makes the versions ready to run. Safe to repeat; a prepared version may never be activated.
     *
     * @throws FlowRejected when one of them cannot be run; nothing changes then
     */
    void prepare(List<FlowVersion> versions);

    /** From now on new runs of this flow use this prepared version; earlier runs finish on theirs. */
    void activate(FlowVersion version);
}
