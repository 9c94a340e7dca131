package dev.serai.flow;

/** Stops an evaluation with a reason that names no value, so that it may be logged. */
final class ConditionLimit extends ArithmeticException {

    ConditionLimit(String reason) {
        super(reason);
    }
}
