package dev.serai.flow;

import java.util.List;

/** Settings of a node that goes several ways at once. */
public interface Forking {

    /** The nodes at which the ways begin; if there are none, each connection is one. */
    List<String> starts();
}
