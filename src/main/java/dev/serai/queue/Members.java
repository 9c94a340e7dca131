package dev.serai.queue;

import java.util.Set;

/** The hubs on this database: work that is not in the queue is held under the same names. */
public interface Members {

    /**
     * A hub in one of its lives.
     *
     * @param name of the hub
     * @param epoch begins anew with each start, and when the hub was given up for dead
     */
    record Owner(String name, long epoch) {

        @Override
        public String toString() {
            return name + ":" + epoch;
        }
    }

    /** This hub. */
    Owner self();

    /** All hubs that have not been given up for dead. Work of others may be taken over. */
    Set<Owner> living();
}
