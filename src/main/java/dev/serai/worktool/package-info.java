/** Robots of WeCom: callbacks in, commands out, results. */
@NullMarked
@ApplicationModule(allowedDependencies = {"queue", "vault"})
package dev.serai.worktool;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
