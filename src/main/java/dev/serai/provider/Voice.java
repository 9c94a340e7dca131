package dev.serai.provider;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * What one attempt tells of its answer. Once it has told a piece it cannot be replaced by another; until then it can be
 * cut off, and is not heard again.
 */
final class Voice implements Consumer<ChatEvent> {

    private enum State {
        SILENT,
        SPEAKING,
        CUT
    }

    private final Consumer<ChatEvent> listener;
    private final AtomicReference<State> state = new AtomicReference<>(State.SILENT);

    Voice(Consumer<ChatEvent> listener) {
        this.listener = listener;
    }

    @Override
    public void accept(ChatEvent event) {
        if (event instanceof ChatEvent.Ping) {
            if (state.get() != State.CUT) {
                listener.accept(event);
            }
            return;
        }
        if (state.compareAndSet(State.SILENT, State.SPEAKING) || state.get() == State.SPEAKING) {
            listener.accept(event);
        }
    }

    /** Ends it, unless it has told a piece already; says whether it is ended. */
    boolean cut() {
        return state.compareAndSet(State.SILENT, State.CUT) || state.get() == State.CUT;
    }
}
