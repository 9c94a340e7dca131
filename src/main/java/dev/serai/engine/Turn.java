package dev.serai.engine;

/**
 * One of the times a node runs in a run. The first time outside of loops is the empty one; iterations of loops and
 * further rounds of a cycle have names of their own, the same in each replay.
 *
 * @param node id of the node
 * @param name for example {@code each[3]}, or {@code ~1} for the second round of a cycle
 */
record Turn(String node, String name) {

    @Override
    public String toString() {
        return name.isEmpty() ? node : node + ":" + name;
    }
}
