package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of fault in a flow that has no other: what is said, and where. */
class FaultTests {

    private static final String FLOW = TestFlows.resource("routing.flow.yaml");

    @Test
    void theFlowIsRightAsItStands() {
        assertThat(TestFlows.faults("", FLOW)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aMistakeIsToldWithItsPlaceAndAHint(Change change) {
        assertThat(FLOW).contains(change.right());

        var faults = TestFlows.faults("", FLOW.replace(change.right(), change.wrong()));

        assertThat(faults.stream().map(fault -> fault.toString().substring(1))).isEqualTo(change.told());
        assertThat(faults).noneMatch(fault -> fault.hint().isEmpty());
    }

    static List<Change> changes() {
        return Arrays.stream(TestFlows.resource("faults.txt").split("\n\n"))
                .map(block ->
                        block.lines().filter(line -> !line.startsWith("#")).toList())
                .filter(block -> block.size() > 2)
                .map(block -> new Change(block.get(0), block.get(1), block.subList(2, block.size())))
                .toList();
    }

    record Change(String right, String wrong, List<String> told) {

        @Override
        public String toString() {
            return right + " -> " + wrong + told.stream().collect(Collectors.joining("; ", " (", ")"));
        }
    }
}
