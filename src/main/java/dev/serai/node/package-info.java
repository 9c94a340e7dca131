/** The node types, one small class each. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "alert",
            "conversation",
            "engine",
            "flow",
            "playbook",
            "provider",
            "queue",
            "route",
            "task",
            "trigger",
            "vault",
            "worktool"
        })
package dev.serai.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
