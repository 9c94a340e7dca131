/** The JSON API of the hub. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"access", "engine", "flow", "provider", "queue", "trigger", "vault", "worktool"})
package dev.serai.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
