package dev.serai.console;

/** There is no such thing. */
final class NotFound extends RuntimeException {

    NotFound(String what, Object id) {
        super("There is no " + what + " '" + id + "'");
    }
}
