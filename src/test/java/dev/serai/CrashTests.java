package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The small version of {@code src/bench/run crash}. */
class CrashTests {

    @Test
    void nothingIsLostOrSentTwiceWhenTheHubIsKilled() throws Exception {
        try (var trial = new CrashTrial(42)) {

            var outcome = trial.run(100, 3);

            assertThat(outcome.accepted()).isGreaterThanOrEqualTo(100);
            assertThat(outcome)
                    .as(trial.log())
                    .returns(0, CrashTrial.Outcome::lost)
                    .returns(0, CrashTrial.Outcome::repeated)
                    .returns(0, CrashTrial.Outcome::unfinished)
                    .returns(0, CrashTrial.Outcome::askedAgain)
                    .returns(0, CrashTrial.Outcome::metTooEarly);
        }
    }
}
