/** Other ways to start a flow than a robot's message: schedules, events, webhooks and programs. */
@NullMarked
@ApplicationModule(allowedDependencies = {"flow", "queue"})
package dev.serai.trigger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
