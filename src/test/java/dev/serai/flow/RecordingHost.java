package dev.serai.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A host that runs nothing, remembers what it was told, and refuses the versions it is asked to refuse. */
final class RecordingHost implements FlowHost {

    final List<String> prepared = new ArrayList<>();
    final List<String> activated = new ArrayList<>();
    final Set<String> refused = new HashSet<>();

    @Override
    public void prepare(List<FlowVersion> versions) {
        for (var version : versions) {
            if (refused.contains(name(version))) {
                throw new FlowRejected(
                        List.of(new Fault(version.file(), 1, 1, null, "The host refuses it", "ask why")));
            }
            prepared.add(name(version));
        }
    }

    @Override
    public void activate(FlowVersion version) {
        activated.add(name(version));
    }

    private static String name(FlowVersion version) {
        return version.flowId() + " " + version.version();
    }
}
