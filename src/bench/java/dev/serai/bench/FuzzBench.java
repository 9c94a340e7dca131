package dev.serai.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.flow.ConditionFailed;
import dev.serai.flow.ConditionRejected;
import dev.serai.flow.Expression;
import dev.serai.flow.HostileTexts;
import dev.serai.flow.Template;
import dev.serai.flow.TemplateRejected;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** A million hostile conditions, a million hostile templates, and hostile messages over HTTP. */
final class FuzzBench {

    private static final int INPUTS = 1_000_000;
    private static final int MESSAGES = 200_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FuzzBench() {}

    private interface Trial {
        /** Whether it was evaluated; false if it was refused as it should be. */
        boolean run(String text);
    }

    static void run() throws Exception {
        var report = new Report("fuzz");
        Expression.of("x == 1 ? 'a' : text.trim()").evaluate(HostileTexts.SCOPE);
        var random = new Random(20_261_121);
        for (int i = 0; i < 20_000; i++) {
            condition(HostileTexts.shaped(random));
        }
        int[] turn = {0};
        tried(
                report,
                "conditions",
                any -> turn[0]++ % 3 == 0 ? HostileTexts.shaped(random) : HostileTexts.random(random),
                FuzzBench::condition);
        tried(report, "templates", any -> HostileTexts.template(random), FuzzBench::template);
        try (var bench = new BenchHub(null)) {
            bench.hub.start().awaitReady();
            messages(bench, report, random);
        }
        report.put("escaped", System.getProperty(HostileTexts.FLAG) == null ? 0 : 1);
        report.print();
    }

    private interface Source {
        String next(int number);
    }

    private static void tried(Report report, String what, Source source, Trial trial) {
        var clock = ManagementFactory.getThreadMXBean();
        long longest = 0;
        int evaluated = 0;
        int wrong = 0;
        for (int i = 0; i < INPUTS; i++) {
            var text = source.next(i);
            var begin = clock.getCurrentThreadCpuTime();
            try {
                evaluated += trial.run(text) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                wrong++;
                System.out.println("  '" + text + "' let out " + e);
            }
            longest = Math.max(longest, clock.getCurrentThreadCpuTime() - begin);
        }
        report.put(what, INPUTS);
        report.put(what + "_evaluated", evaluated);
        report.put(what + "_with_another_failure", wrong);
        report.put(what + "_longest_cpu_ms", longest / 1e6);
    }

    private static boolean condition(String text) {
        try {
            if (!HostileTexts.plain(Expression.of(text).evaluate(HostileTexts.SCOPE))) {
                throw new IllegalStateException("not plain");
            }
            return true;
        } catch (ConditionRejected | ConditionFailed e) {
            return false;
        }
    }

    private static boolean template(String text) {
        try {
            Template.of(text).render(HostileTexts.SCOPE);
            return true;
        } catch (TemplateRejected e) {
            return false;
        }
    }

    /** Each goes through conditions and templates of a flow; none may be answered with a failure of the hub. */
    private static void messages(BenchHub bench, Report report, Random random) throws Exception {
        var load = new Load(bench.hub.port(), "/api/flows/bench_fuzz/runs", number -> body(random));
        var result = load.run(32, Duration.ofMinutes(5), MESSAGES);
        report.put("messages", result.ok() + result.errors());
        report.put("messages_not_200", result.errors());
        report.put("message_ms_p99", result.p99());
        report.put(
                "runs_failed", bench.number("select count(*) from engine.flow_instances where status <> 'completed'"));
    }

    private static String body(Random random) {
        String text;
        synchronized (random) {
            text = random.nextBoolean() ? HostileTexts.random(random) : HostileTexts.template(random);
        }
        try {
            return JSON.writeValueAsString(Map.of("text", text));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
