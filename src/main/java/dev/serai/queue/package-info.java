/** Keeps what came in until it is dealt with: the durable inbox, lanes, leases, retries and dead letters. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.serai.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
