/** Says who may make this call now. */
@NullMarked
@ApplicationModule(allowedDependencies = "vault")
package dev.serai.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
