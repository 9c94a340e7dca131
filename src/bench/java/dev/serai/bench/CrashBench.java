package dev.serai.bench;

import dev.serai.CrashTrial;

/** Kills the hub 25 times while 2,000 messages and more come in, and counts what became of them. */
final class CrashBench {

    private static final int MESSAGES = 2_000;
    private static final int KILLS = 25;

    private CrashBench() {}

    static void run() throws Exception {
        var report = new Report("crash");
        try (var trial = new CrashTrial(System.nanoTime())) {
            var outcome = trial.run(MESSAGES, KILLS);
            report.put("accepted", outcome.accepted());
            report.put("kills", outcome.kills());
            report.put("lost", outcome.lost());
            report.put("sent_more_than_once", outcome.repeated());
            report.put("unfinished", outcome.unfinished());
            report.put("answers_asked_again", outcome.askedAgain());
            report.put("met_too_early", outcome.metTooEarly());
            report.put("slowest_start_s", outcome.slowestReady().toMillis() / 1000.0);
        }
        report.print();
    }
}
