package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class FlowCheckerTests {

    @Test
    void tellsTenDifferentFaultsAtOnceEachWithItsPlaceAndAHint() throws IOException {
        var source = resource("ten-faults.flow.yaml");

        var faults = TestFlows.faults("ten-faults.flow.yaml", source);

        assertThat(faults.stream().map(Fault::toString).collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(resource("ten-faults.expected.txt"));
        assertThat(faults).hasSize(10).noneMatch(fault -> fault.hint().isEmpty());
    }

    @Test
    void findsNothingInAFlowThatIsRight() {
        assertThat(TestFlows.faults("greeting.flow.yaml", TestFlows.GREETING)).isEqualTo(List.of());
    }

    private static String resource(String name) throws IOException {
        return new ClassPathResource("flow/" + name).getContentAsString(StandardCharsets.UTF_8);
    }
}
