package dev.serai.provider;

import java.util.function.Consumer;

/** Lets events through until the call is over, so that a listener hears nothing after the end. */
final class Gate<E> implements Consumer<E> {

    private final Consumer<E> listener;
    private volatile boolean closed;

    Gate(Consumer<E> listener) {
        this.listener = listener;
    }

    @Override
    public void accept(E event) {
        if (!closed) {
            listener.accept(event);
        }
    }

    /** Tells the end, the first time; what comes later is dropped. */
    void close(E last) {
        if (!closed) {
            closed = true;
            listener.accept(last);
        }
    }
}
