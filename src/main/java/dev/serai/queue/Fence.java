package dev.serai.queue;

/** Keeps a process that lost its lease from writing what another one is doing by now. */
public interface Fence {

    /**
     * To be asked first in each transaction that writes results of received work. Until that transaction ends, this
     * process cannot lose its work to another one.
     *
     * @throws Fenced when it already has
     */
    void check();
}
