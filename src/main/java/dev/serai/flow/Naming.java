package dev.serai.flow;

import java.util.Set;

/**
 * Settings that give names to outputs of their own, readable as {@code {{variables.x}}}, {@code {{x}}} and
 * {@code nodes.<id>.x}.
 */
public interface Naming {

    /** The names. */
    Set<String> names();
}
