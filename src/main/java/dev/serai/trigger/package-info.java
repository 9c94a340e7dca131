/** Other ways to start a flow than a robot's message. */
@NullMarked
@ApplicationModule(allowedDependencies = {"flow", "queue"})
package dev.serai.trigger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
