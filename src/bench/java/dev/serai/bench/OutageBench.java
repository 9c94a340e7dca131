package dev.serai.bench;

import dev.serai.OutageTrial;
import java.time.Duration;

/** Takes the database away for 20 seconds under load, and counts what became of the messages. */
final class OutageBench {

    private static final int MESSAGES = 1_000;
    private static final Duration OUTAGE = Duration.ofSeconds(20);

    private OutageBench() {}

    static void run() throws Exception {
        var report = new Report("outage");
        try (var trial = new OutageTrial(System.nanoTime())) {
            var outcome = trial.run(MESSAGES, OUTAGE);
            report.put("accepted", outcome.accepted());
            report.put("refused_while_down", outcome.refused());
            report.put("unanswered_while_down", outcome.silent());
            report.put("accepted_while_down", outcome.promised());
            report.put("lost", outcome.lost());
            report.put("sent_more_than_once", outcome.repeated());
            report.put("unfinished", outcome.unfinished());
            report.put("unlogged", outcome.unlogged());
            report.put("seconds_until_accepted_again", outcome.back().toMillis() / 1000.0);
        }
        report.print();
    }
}
