/** The hub's own command: checks, compiles and tests flows without a hub, and talks to a running one. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cache", "engine", "flow", "provider", "route", "vault", "worktool"})
package dev.serai.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
