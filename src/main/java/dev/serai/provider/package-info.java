/** Asks models and hosted workflows: one call path with retry, timeout, breaker, failover and a log of each call. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cache", "flow", "vault"})
package dev.serai.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
