package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FlowCheckerTests {

    @Test
    void tellsTenDifferentFaultsAtOnceEachWithItsPlaceAndAHint() {
        var source = TestFlows.resource("ten-faults.flow.yaml");

        var faults = TestFlows.faults("ten-faults.flow.yaml", source);

        assertThat(faults.stream().map(Fault::toString).collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(TestFlows.resource("ten-faults.expected.txt"));
        assertThat(faults).hasSize(10).noneMatch(fault -> fault.hint().isEmpty());
    }

    @Test
    void findsNothingInAFlowThatIsRight() {
        assertThat(TestFlows.faults("greeting.flow.yaml", TestFlows.GREETING)).isEmpty();
    }
}
