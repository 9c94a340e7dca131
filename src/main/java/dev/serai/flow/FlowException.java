package dev.serai.flow;

/** What can be wrong with a flow or a part of one, each case named for its cause. */
public abstract sealed class FlowException extends RuntimeException
        permits FlowRejected, SettingsRejected, ConditionRejected, ConditionFailed, TemplateRejected, UnknownVersion {

    FlowException(String message) {
        super(message);
    }
}
