package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedLogTests {

    private final CountedLog<String> log = new CountedLog<>(3);

    @Test
    void countsRepetitions() {
        log.add("a", "a1");
        log.add("b", "b1");

        var count = log.add("a", "a2");

        assertThat(count).isEqualTo(2);
        assertThat(log.count("a")).isEqualTo(2);
        assertThat(log.distinct()).isEqualTo(2);
        assertThat(log.repeated()).isEqualTo(1);
    }

    @Test
    void forgetsTheOldestButKeepsTheTotal() {
        log.add("a", "a1");
        log.add("a", "a2");
        log.add("b", "b1");
        log.add("c", "c1");
        log.add("d", "d1");

        assertThat(log.total()).isEqualTo(5);
        assertThat(log.count("a")).isZero();
        assertThat(log.repeated()).isZero();
        assertThat(log.newest(value -> true, 0, 10)).containsExactly("d1", "c1", "b1");
    }

    @Test
    void pagesThroughWhatPasses() {
        log.add("a", "a1");
        log.add("b", "b1");
        log.add("a", "a2");

        assertThat(log.newest(value -> value.startsWith("a"), 1, 1)).containsExactly("a1");
        assertThat(log.matching(value -> value.startsWith("a"))).isEqualTo(2);
    }
}
