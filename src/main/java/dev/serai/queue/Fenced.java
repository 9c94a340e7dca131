package dev.serai.queue;

/** This process was thought dead and its work belongs to another one by now: let go of it and write nothing. */
public final class Fenced extends RuntimeException {

    Fenced(String instance, long epoch) {
        super("Epoch " + epoch + " of instance '" + instance + "' has been ended; its work was taken over");
    }
}
