package dev.serai.worktool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DuplicateMarksTests {

    private final HandClock clock = new HandClock();
    private final FakeQueue queue = new FakeQueue(clock);
    private final WorkToolProperties properties = Settings.of();
    private final MessageEnvelopes envelopes = new MessageEnvelopes(clock, properties);
    private final Robot robot = new Robot("demo", "小助手", "flow_message_routing");

    @Test
    void theSameIdAndContentWithinTwoMinutesIsACopy() {
        assertThat(fresh("1", "你好")).isTrue();

        clock.pass(Duration.ofSeconds(119));

        assertThat(fresh("1", "你好")).isFalse();
    }

    @Test
    void theSameIdAndContentAfterTwoMinutesIsNot() {
        assertThat(fresh("1", "你好")).isTrue();

        clock.pass(Duration.ofSeconds(121));

        assertThat(fresh("1", "你好")).isTrue();
    }

    @Test
    void differentContentsMayShareAnId() {
        assertThat(fresh("1", "你好")).isTrue();

        assertThat(fresh("1", "再见")).isTrue();
    }

    @Test
    void differentIdsWithTheSameContentAreTwoMessages() {
        assertThat(fresh("1", "1")).isTrue();

        assertThat(fresh("2", "1")).isTrue();
    }

    @Test
    void theSameContentTwiceWithoutIdIsACopyForEightSeconds() {
        assertThat(fresh("", "你好")).isTrue();
        clock.pass(Duration.ofSeconds(7));
        assertThat(fresh("", "你好")).isFalse();

        clock.pass(Duration.ofSeconds(2));

        assertThat(fresh("", "你好")).isTrue();
    }

    @Test
    void oneWithoutIdAfterOneWithIdIsACopyForEightSeconds() {
        assertThat(fresh("1", "你好")).isTrue();
        clock.pass(Duration.ofSeconds(7));
        assertThat(fresh("", "你好")).isFalse();

        clock.pass(Duration.ofSeconds(2));

        assertThat(fresh("", "你好")).isTrue();
    }

    @Test
    void oneWithIdAfterOneWithoutIsACopyForEightSeconds() {
        assertThat(fresh("", "你好")).isTrue();
        clock.pass(Duration.ofSeconds(7));
        assertThat(fresh("1", "你好")).isFalse();

        clock.pass(Duration.ofSeconds(2));

        assertThat(fresh("1", "你好")).isTrue();
    }

    @Test
    void theSameWordsOfAnotherPersonChatRobotOrPictureAreAnotherMessage() {
        assertThat(fresh("", "你好")).isTrue();

        assertThat(fresh(robot, message("", "你好", "李四", "群1", ""))).isTrue();
        assertThat(fresh(robot, message("", "你好", "张三", "群2", ""))).isTrue();
        assertThat(fresh(robot, message("", "你好", "张三", "群1", "AAAA"))).isTrue();
        assertThat(fresh(new Robot("other", "小助手", "f"), message("", "你好", "张三", "群1", "")))
                .isTrue();
    }

    @Test
    void keysAreShortHoweverLongTheMessage() {
        var envelope =
                envelopes.of(robot, message("9".repeat(10_000), "长".repeat(100_000), "张三", "群".repeat(9_000), ""));

        assertThat(envelope.marks()).allSatisfy(mark -> assertThat(mark.key()).hasSizeLessThan(60));
        assertThat(envelope.lane()).hasSizeLessThan(250);
    }

    private boolean fresh(String messageId, String text) {
        return fresh(robot, message(messageId, text, "张三", "群1", ""));
    }

    private boolean fresh(Robot robot, QaMessage message) {
        return !queue.accept(envelopes.of(robot, message)).duplicate();
    }

    private static QaMessage message(String id, String text, String sender, String group, String file) {
        return new QaMessage(id, text, text, sender, group, "", 1, false, 1, file);
    }
}
