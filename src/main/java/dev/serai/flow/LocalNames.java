package dev.serai.flow;

import java.util.Set;

/** Settings whose own templates may use names that exist nowhere else, for example the variables of a template. */
public interface LocalNames {

    /** The names. */
    Set<String> localNames();
}
