/** Who speaks and what they know by heart: the personas of the robots and their texts. */
@NullMarked
@ApplicationModule(allowedDependencies = "flow")
package dev.serai.playbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
