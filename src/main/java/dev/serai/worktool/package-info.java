/** Robots of WeCom: callbacks in, commands out, results. */
@NullMarked
@ApplicationModule(allowedDependencies = {"queue"})
package dev.serai.worktool;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
