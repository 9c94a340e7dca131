package dev.serai.alert;

/** What came of an attempt to tell somebody. */
sealed interface Sent {

    /** They were told. */
    record Delivered() implements Sent {}

    /** They were not, for a passing reason. */
    record Later(String reason) implements Sent {}

    /** They will not be. */
    record Refused(String reason) implements Sent {}

    /** Nobody knows; it is not tried again, or they might be told twice. */
    record Unclear(String reason) implements Sent {}
}
