/** Keeps Camel in step with what engineers write into {@code routes/}: their routes, and Kamelets as node types. */
@NullMarked
@ApplicationModule(allowedDependencies = {"engine", "flow"})
package dev.serai.route;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
