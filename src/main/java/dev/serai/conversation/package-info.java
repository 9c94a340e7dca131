/** Remembers who said what: sessions, messages and their history. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.serai.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
