/** Says what a flow is: its language, the checker, conditions and templates, versions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cache"})
package dev.serai.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
