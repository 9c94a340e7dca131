package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hostile texts, always the same ones: each is refused, fails or answers with plain data, and soon. */
class ConditionFuzzTests {

    /** Of the processor, and far above the limit of 100 ms, so that a busy machine fails nothing. */
    private static final Duration WATCH = Duration.ofSeconds(1);

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** The first evaluation loads classes, which is nobody's attack. */
    @BeforeAll
    static void warmUp() {
        Expression.of("x == 1 ? 'a' : text.trim()").evaluate(HostileTexts.SCOPE);
    }

    @Test
    void nothingGetsOutAndNothingHangs() {
        var random = new Random(20_260_101);
        var evaluated = 0;

        for (var i = 0; i < 40_000; i++) {
            evaluated += tried(i % 3 == 0 ? HostileTexts.shaped(random) : HostileTexts.random(random)) ? 1 : 0;
        }

        assertThat(evaluated).isGreaterThan(1_000);
        assertThat(System.getProperty(HostileTexts.FLAG)).isNull();
    }

    @Test
    void noTemplateGetsOutEither() {
        var random = new Random(20_260_102);
        var rendered = 0;

        for (var i = 0; i < 40_000; i++) {
            var text = HostileTexts.template(random);
            try {
                assertThat(Template.of(text).render(HostileTexts.SCOPE)).isNotNull();
                rendered++;
            } catch (TemplateRejected refused) {
                assertThat(refused).hasMessageContaining("{{");
            }
        }

        assertThat(rendered).isGreaterThan(1_000);
        assertThat(System.getProperty(HostileTexts.FLAG)).isNull();
    }

    @Test
    void whatIsLargeOrDeepEndsSoonToo() {
        List.of(
                        "(".repeat(2_000) + ")".repeat(2_000),
                        "[".repeat(3_999),
                        "a.".repeat(1_999) + "a",
                        "a?.".repeat(1_300) + "a",
                        "a[0]".repeat(999),
                        "!".repeat(4_000),
                        "- ".repeat(2_000) + "1",
                        "1" + "+1".repeat(1_999),
                        "x" + " ? x : x".repeat(499),
                        "x" + " ?: x".repeat(799),
                        "x" + " && x".repeat(799),
                        "x" + "==x".repeat(1_300),
                        "'" + "a".repeat(3_990) + "'",
                        "'a'.trim()" + ".trim()".repeat(500),
                        "long.contains(long)",
                        "long.contains(almost)",
                        "long.indexOf(almost) > 0",
                        "long + long == long",
                        "long < long",
                        "big * big * big > 1",
                        "big - 1 == big",
                        "big % 7 == 1",
                        "tiny / 3 > tiny",
                        "tiny + '1e999999999' > 1",
                        "big + '1e999999999' > 1",
                        "'1e999999999' % tiny > 1",
                        "'1e999999999' == tiny",
                        "many == many && many.contains(many) && many =~ many",
                        "obj.toString() == 'x'",
                        "obj == obj.exit",
                        "self.x.y.z.text")
                .forEach(text -> assertThatCode(() -> tried(text)).doesNotThrowAnyException());
    }

    /** Whether it could be evaluated; anything but an answer or one of the two refusals fails the test. */
    private static boolean tried(String text) {
        var start = CLOCK.getCurrentThreadCpuTime();
        try {
            assertThat(HostileTexts.plain(Expression.of(text).evaluate(HostileTexts.SCOPE)))
                    .as(text)
                    .isTrue();
            return true;
        } catch (ConditionRejected | ConditionFailed e) {
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("'" + text + "' let something else out", e);
        } finally {
            assertThat(Duration.ofNanos(CLOCK.getCurrentThreadCpuTime() - start))
                    .as(text)
                    .isLessThan(WATCH);
        }
    }
}
