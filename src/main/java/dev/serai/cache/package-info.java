/** Keeps at hand what may be lost, and tells the other hubs at once what has changed. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.serai.cache;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
