package dev.serai.trigger;

import java.util.List;

/** A flow cannot be started as asked; nothing was started. */
public abstract sealed class CannotStart extends RuntimeException {

    private CannotStart(String message) {
        super(message);
    }

    /** No version of such a flow is active. */
    public static final class UnknownFlow extends CannotStart {
        UnknownFlow(String flow) {
            super("No version of flow '" + flow + "' is active; publish or activate one");
        }
    }

    /** The flow is started by something else. */
    public static final class NotForPrograms extends CannotStart {
        NotForPrograms(String flow) {
            super("Flow '" + flow + "' is not started by programs; give it triggerType: api");
        }
    }

    /** The input is not as the flow wants it. */
    public static final class WrongInput extends CannotStart {
        WrongInput(String flow, List<String> problems) {
            super("Input of flow '" + flow + "': " + String.join("; ", problems));
        }
    }
}
