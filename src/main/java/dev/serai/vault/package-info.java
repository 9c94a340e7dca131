/** Seals secrets, so that what is kept of them can be read with the master key only, and keeps them from showing. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.serai.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
