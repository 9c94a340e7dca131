/** Tells people what they should know: alerts, the rules about them and the notifications they lead to. */
@NullMarked
@ApplicationModule(allowedDependencies = "vault")
package dev.serai.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
