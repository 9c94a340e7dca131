package dev.serai.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One of the times a node runs in a run. The first time outside of loops is the empty one; iterations of loops and
 * further rounds of a cycle have names of their own, the same in each replay.
 *
 * @param node id of the node
 * @param name for example {@code each[3]}, or {@code ~1} for the second round of a cycle
 */
record Turn(String node, String name) {

    private static final Pattern FORKS = Pattern.compile("(?:^|:)([A-Za-z0-9_-]+)");

    /** Under this name is noted what a person put in place of what the turn would have seen. */
    Turn edited() {
        return new Turn(node, name + "!edit");
    }

    /** The nodes in whose loops or parallel ways it takes place, the innermost first. */
    Set<String> within() {
        var nodes = new LinkedHashSet<String>();
        FORKS.matcher(name).results().forEach(one -> nodes.add(one.group(1)));
        return nodes;
    }

    @Override
    public String toString() {
        return name.isEmpty() ? node : node + ":" + name;
    }
}
