package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayoutTests {

    private static Shape shape(Map<String, List<String>> choices, String... parts) throws Exception {
        return new Shape(TestKinds.flow("f", Map.of(), parts), choices, Set.of("end", "end2"), Set.of());
    }

    @Test
    void waysThatPartMeetAgain() throws Exception {
        var shape = shape(Map.of("a", List.of("b", "c")), "a:x", "b:x", "c:x", "d:x", "end:x", "b>d", "c>d", "d>end");

        assertThat(shape.meeting("a")).isEqualTo("d");
        assertThat(new Layout(shape, "a").roots()).isEmpty();
    }

    @Test
    void aWayThatEndsAtOnceDoesNotKeepTheOthersFromMeeting() throws Exception {
        var shape = shape(
                Map.of("a", List.of("b", "c", "end2")),
                "a:x",
                "b:x",
                "c:x",
                "d:x",
                "end:x",
                "end2:x",
                "b>d",
                "c>d",
                "d>end");

        assertThat(shape.meeting("a")).isEqualTo("d");
        assertThat(new Layout(shape, "a").roots()).isEmpty();
    }

    @Test
    void aNodeThatTwoOfThreeWaysShareGetsARouteOfItsOwn() throws Exception {
        var shape = shape(
                Map.of("a", List.of("b", "c", "d")),
                "a:x",
                "b:x",
                "c:x",
                "d:x",
                "s:x",
                "end:x",
                "b>s",
                "c>s",
                "s>end",
                "d>end");

        var layout = new Layout(shape, "a");

        assertThat(shape.meeting("a")).isEqualTo("end");
        assertThat(layout.roots()).containsExactly("s");
        assertThat(layout.stopOf("s")).isEqualTo("end");
    }

    @Test
    void aNodeReachedFromDifferentDepthsRunsToTheEnd() throws Exception {
        var shape = shape(
                Map.of("a", List.of("b", "s"), "b", List.of("c", "s")),
                "a:x",
                "b:x",
                "c:x",
                "s:x",
                "m:x",
                "end:x",
                "c>m",
                "s>m",
                "m>end");

        var layout = new Layout(shape, "a");

        assertThat(layout.roots()).contains("s");
        assertThat(layout.stopOf("s")).isEqualTo("m");
    }

    @Test
    void nestedChoicesNest() throws Exception {
        var shape = shape(
                Map.of("a", List.of("b", "c"), "b", List.of("d", "e")),
                "a:x",
                "b:x",
                "c:x",
                "d:x",
                "e:x",
                "f:x",
                "g:x",
                "end:x",
                "d>f",
                "e>f",
                "f>g",
                "c>g",
                "g>end");

        assertThat(shape.meeting("b")).isEqualTo("f");
        assertThat(shape.meeting("a")).isEqualTo("g");
        assertThat(new Layout(shape, "a").roots()).isEmpty();
    }

    @Test
    void aCycleIsARouteThatCallsItself() throws Exception {
        var shape = shape(Map.of("b", List.of("a", "end")), "t:x", "a:x", "b:x", "end:x", "t>a", "a>b");

        assertThat(new Layout(shape, "t").roots()).contains("a");
    }
}
