package dev.serai.flow;

/** A version that was asked for and never published. */
public final class UnknownVersion extends FlowException {

    UnknownVersion(String flowId, Semver version) {
        super("Flow '" + flowId + "' has no version " + version + "; see its versions for those there are");
    }
}
