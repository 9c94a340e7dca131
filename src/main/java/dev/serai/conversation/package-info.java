/** Remembers who said what: sessions, messages and their history, and what is known of people and groups. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cache"})
package dev.serai.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
