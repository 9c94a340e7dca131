package dev.serai.worktool;

import java.util.Optional;

/** The robots this hub was configured with. */
public interface Robots {

    /** The robot of this name, if there is one. */
    Optional<Robot> find(String name);
}
