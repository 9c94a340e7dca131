package dev.serai.flow;

import java.util.List;
import java.util.stream.Collectors;

/** A flow that cannot be published, with everything that is wrong in it; nothing has changed. */
public final class FlowRejected extends FlowException {

    private final transient List<Fault> faults;

    public FlowRejected(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** All that must be mended, in the order of the file. */
    public List<Fault> faults() {
        return faults;
    }
}
