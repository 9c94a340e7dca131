package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The small version of {@code src/bench/run outage}. */
class OutageTests {

    @Test
    void nothingIsLostOrSentTwiceWhenTheDatabaseIsGoneForAWhile() throws Exception {
        try (var trial = new OutageTrial(42)) {

            var outcome = trial.run(200, Duration.ofSeconds(5));

            assertThat(outcome.accepted()).isGreaterThanOrEqualTo(400);
            assertThat(outcome.refused()).isPositive();
            assertThat(outcome)
                    .as(trial.log())
                    .returns(0, OutageTrial.Outcome::promised)
                    .returns(0, OutageTrial.Outcome::lost)
                    .returns(0, OutageTrial.Outcome::repeated)
                    .returns(0, OutageTrial.Outcome::unfinished)
                    .returns(0, OutageTrial.Outcome::unlogged);
        }
    }
}
