/** Who speaks: the personas of the robots. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.serai.playbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
