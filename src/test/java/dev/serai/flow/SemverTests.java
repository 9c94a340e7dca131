package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemverTests {

    @ParameterizedTest
    @CsvSource({"1.2.3, 1.2.3", "2.0, 2.0.0", "2, 2.0.0", "' 1.0.10 ', 1.0.10", "0.0.0, 0.0.0", "01.002.3, 1.2.3"})
    void reads(String text, String version) {
        assertThat(Semver.of(text)).hasToString(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1.0.0", "1.0.0-beta", "1.2.3.4", "1..2", "-1.0.0", "1.0000000", "一"})
    void refuses(String text) {
        assertThatThrownBy(() -> Semver.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write three numbers such as 1.0.0");
    }

    @Test
    void hasNoNegativeParts() {
        assertThatThrownBy(() -> new Semver(1, -1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsInNumbersAndNotInLetters() {
        assertThat(Stream.of("1.10.0", "1.9.9", "2.0.0", "1.9.10")
                        .map(Semver::of)
                        .sorted())
                .extracting(Semver::toString)
                .containsExactly("1.9.9", "1.9.10", "1.10.0", "2.0.0");
    }

    @Test
    void risesWithTheSizeOfAChange() {
        var version = new Semver(1, 2, 3);

        assertThat(version.bump(Semver.Change.PATCH)).isEqualTo(new Semver(1, 2, 4));
        assertThat(version.bump(Semver.Change.MINOR)).isEqualTo(new Semver(1, 3, 0));
        assertThat(version.bump(Semver.Change.MAJOR)).isEqualTo(new Semver(2, 0, 0));
    }
}
