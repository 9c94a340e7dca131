package dev.serai.cache;

/**
 * What hubs tell each other at once. It is not kept: a hub that does not listen at that moment never hears it, but
 * learns that it may have missed something.
 */
public interface Broadcast {

    /** Hears what other hubs tell; called on threads that must not be held up. */
    interface Listener {

        /** Another hub tells this. */
        void heard(String text);

        /** Other hubs may have told things that were not heard. */
        void missed();
    }

    /**
     * Tells it to all other hubs; does not wait, and may be lost. To be called after the commit it is about.
     *
     * @param topic without blanks
     * @param text the same one may be told once instead of twice
     */
    void tell(String topic, String text);

    /** Hears from now on what other hubs tell about a topic. */
    void listen(String topic, Listener listener);

    /** Whether this hub hears at this moment whatever another one tells. */
    boolean hears();
}
