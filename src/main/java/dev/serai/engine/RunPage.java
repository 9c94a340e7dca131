package dev.serai.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the runs that fit, the newest first.
 *
 * @param runs without their nodes
 * @param next where the next page begins; null if this is the last one
 */
public record RunPage(List<RunView> runs, @Nullable String next) {

    public RunPage {
        runs = List.copyOf(runs);
    }
}
