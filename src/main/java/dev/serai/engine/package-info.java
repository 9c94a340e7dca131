/** Does what a flow says: compiles it to one Camel route and runs it durably. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cache", "flow", "queue"})
package dev.serai.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
