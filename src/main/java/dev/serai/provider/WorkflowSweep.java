package dev.serai.provider;

import org.springframework.stereotype.Component;

/** Closes what nobody came back for: interrupts that are too old to be answered, runs whose time is over. */
@Component
public class WorkflowSweep {

    private final Interrupts interrupts;
    private final BackgroundWorkflows background;

    WorkflowSweep(Interrupts interrupts, BackgroundWorkflows background) {
        this.interrupts = interrupts;
        this.background = background;
    }

    /** Closes them; the log tells of each run. May be repeated, also by several hubs. */
    public void sweep() {
        interrupts.expire();
        background.giveUp();
    }
}
