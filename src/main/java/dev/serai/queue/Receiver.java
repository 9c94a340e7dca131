package dev.serai.queue;

/** Takes envelopes off the channels it serves. Implemented by the modules above, found as Spring beans. */
public interface Receiver {

    boolean serves(String channel);

    /**
     * Deals with one piece of work on a virtual thread of its lane. Returning acknowledges it; throwing asks for
     * another delivery after a pause, and a dead letter in the end. May be called again for work that was already dealt
     * with ({@link Delivery#redelivered()}), so it must recognise {@link Envelope#id()}.
     */
    void receive(Delivery delivery);
}
