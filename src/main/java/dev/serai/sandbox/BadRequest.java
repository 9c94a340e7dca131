package dev.serai.sandbox;

/** What was asked cannot be done as it was asked; the message names the field, the reason and the fix. */
final class BadRequest extends RuntimeException {

    BadRequest(String message) {
        super(message);
    }
}
