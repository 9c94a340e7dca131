package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollaborationTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Collaboration talk = new Collaboration();

    private void say(String speaker, String role, int seconds) {
        talk.add(speaker, role, NOON.plusSeconds(seconds));
    }

    @Test
    void measuresFromTheFirstMessageThatWaitsToTheAnswer() {
        say("张三", "user", 0);
        say("张三", "user", 20);
        say("李四", "user", 40);
        say("售后小李", "after_sales", 60);
        say("张三", "user", 100);
        say("robot", "robot", 101);
        say("售后小李", "after_sales", 200);

        assertThat(talk.responseTimes())
                .containsEntry("count", 3L)
                .containsEntry("averageSeconds", 27.0)
                .containsEntry("longestSeconds", 60L)
                .containsEntry("byResponder", Map.of("售后小李", 40.0, "robot", 1.0));
        assertThat(talk.unanswered(NOON)).isEmpty();
    }

    @Test
    void tellsWhoWaits() {
        say("售后小李", "after_sales", 0);
        say("张三", "user", 10);
        say("张三", "user", 20);

        assertThat(talk.unanswered(NOON.plusSeconds(70)))
                .isEqualTo(List.of(Map.of("userName", "张三", "since", "2026-11-21T12:00:10Z", "waitingSeconds", 60L)));
    }

    @Test
    void tellsWhoTookPart() {
        say("张三", "user", 0);
        say("robot", "robot", 1);
        say("张三", "user", 2);
        say("张三", "user", 3);

        assertThat(talk.participation())
                .isEqualTo(List.of(
                        Map.of("userName", "张三", "role", "user", "messages", 3, "share", 0.75),
                        Map.of("userName", "robot", "role", "robot", "messages", 1, "share", 0.25)));
    }

    @Test
    void anEmptyTalkHasNothingToTell() {
        assertThat(talk.responseTimes())
                .containsEntry("count", 0L)
                .containsEntry("averageSeconds", 0.0)
                .containsEntry("longestSeconds", 0L);
        assertThat(talk.unanswered(NOON)).isEmpty();
        assertThat(talk.participation()).isEmpty();
    }
}
