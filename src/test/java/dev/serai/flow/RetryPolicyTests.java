package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTests {

    @Test
    void pausesGrowUpToALimit() {
        var pauses = IntStream.rangeClosed(1, 6).mapToObj(RetryPolicy.DEFAULT::pauseBefore);

        assertThat(pauses.map(Duration::toSeconds)).containsExactly(0L, 1L, 2L, 4L, 5L, 5L);
        assertThat(RetryPolicy.DEFAULT.pauseBefore(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void refusesWhatNobodyCanFollow() {
        var second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new RetryPolicy(0, second, 2, second)).hasMessageContaining("maxAttempts is 0");
        assertThatThrownBy(() -> new RetryPolicy(1, second.negated(), 2, second))
                .hasMessageContaining("delay PT-1S");
        assertThatThrownBy(() -> new RetryPolicy(1, second, 2, second.negated()))
                .hasMessageContaining("maxDelay PT-1S");
        assertThatThrownBy(() -> new RetryPolicy(1, second, Double.NaN, second))
                .hasMessageContaining("multiplier is NaN");
    }
}
