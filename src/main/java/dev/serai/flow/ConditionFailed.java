package dev.serai.flow;

/** A condition or expression that could not be worked out with the values at hand. */
public final class ConditionFailed extends FlowException {

    ConditionFailed(String text, String reason) {
        super("'" + text + "' could not be evaluated: " + reason);
    }
}
