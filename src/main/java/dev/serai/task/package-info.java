/** Keeps the people who work in the chats and what they are to do: staff, operation tracks, after-sales tasks. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cache"})
package dev.serai.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
