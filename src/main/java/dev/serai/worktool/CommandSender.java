package dev.serai.worktool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps a line at work for each robot while the hub runs. */
@Component
class CommandSender implements SmartLifecycle {

    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final RobotAccounts accounts;
    private final LineTools tools;
    private volatile boolean running;
    private volatile List<RobotLine> lines = List.of();
    private List<Thread> threads = List.of();

    CommandSender(RobotAccounts accounts, LineTools tools) {
        this.accounts = accounts;
        this.tools = tools;
    }

    /** There may be something to send. */
    void wake() {
        lines.forEach(RobotLine::wake);
    }

    /** Stops after the runs, which may still want something sent, and before Camel (MAX - 2049), which sends it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1600;
    }

    /** Only marks the beginning: the lines begin when the hub is {@link #ready}. */
    @Override
    public void start() {
        running = true;
    }

    /** Begins with what waits. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void ready() {
        tools.budget().open(tools.commands().recentSendings(MINUTE));
        var started = new ArrayList<Thread>();
        var begun = new ArrayList<RobotLine>();
        for (var account : accounts.all()) {
            var line = new RobotLine(account, tools);
            begun.add(line);
            started.add(Thread.ofVirtual().name("worktool-" + account.name()).start(line));
        }
        lines = List.copyOf(begun);
        threads = List.copyOf(started);
    }

    /** Lets each line finish the call it is making; what is not over in time is looked up at the next start. */
    @Override
    public synchronized void stop() {
        lines.forEach(RobotLine::stop);
        tools.budget().close();
        var patience = tools.properties()
                .connectTimeout()
                .plus(tools.properties().responseTimeout())
                .plusSeconds(1);
        try {
            for (var thread : threads) {
                if (!thread.join(patience)) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tools.leases().close();
        lines = List.of();
        threads = List.of();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
