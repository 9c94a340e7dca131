package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.conversation.Turn;
import dev.serai.task.StaffStatus;
import dev.serai.task.TaskStatus;
import dev.serai.worktool.NewCommand;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code after_sales_response_detect}. */
class AfterSalesResponseTests {

    private static final People PEOPLE = new People();

    private final People.Chat chat = PEOPLE.chat();

    @BeforeEach
    void forgetCommands() {
        PEOPLE.commands.taken.clear();
    }

    @AfterAll
    static void close() throws Exception {
        PEOPLE.close();
    }

    private Map<String, Object> detect(String settings, TestStep step) {
        return PEOPLE.run(PEOPLE.detect, settings, step).output();
    }

    private List<String> said() {
        return PEOPLE.commands.taken.stream()
                .map(command -> command.fields().get("titleList") + " "
                        + command.fields().getOrDefault("atList", "") + " "
                        + command.fields().get("receivedContent"))
                .toList();
    }

    @Test
    void anAnswerMovesTheTaskComfortsTheCustomerAndCallsTheStaff() {
        chat.staff("售后小李", "after_sales", StaffStatus.ONLINE);
        var task = chat.task(TaskStatus.WAITING_USER_RESPONSE, 60);

        var output = detect("{}", chat.says("张三", "user", "在的，您说"));

        assertThat(output)
                .containsEntry("hasResponded", true)
                .containsEntry("responseTime", 60L)
                .containsEntry("responseContent", "在的，您说")
                .containsEntry("botComfortSent", true)
                .containsEntry("staffNotified", true);
        assertThat(chat.status(task)).isEqualTo("in_progress");
        assertThat(said())
                .containsExactly("[测试群] [张三] 张三，售后同事已经看到您的消息，马上就来，请稍等一下👍", "[售后小李]  【售后提醒】张三在“测试群”回复了：“在的，您说”，请尽快处理。");
        assertThat(PEOPLE.commands.taken)
                .extracting(NewCommand::key)
                .containsExactly(
                        chat.says("", "", "").effectKey() + ":comfort",
                        chat.says("", "", "").effectKey() + ":staff");
        assertThat(PEOPLE.talk.conversations.history(chat.session, 9))
                .extracting(Turn::role)
                .containsExactly("assistant");
    }

    @ParameterizedTest
    @CsvSource({"ONLINE, 马上就来, 👍", "BUSY, 忙完马上就来, ⏳", "OFFLINE, 已经帮您通知了, 🔔"})
    void theComfortDependsOnTheStaff(StaffStatus status, String text, String emoji) {
        chat.staff("售后小李", "after_sales", status);
        chat.staff("群助理", "group_assistant", StaffStatus.ONLINE);
        chat.task(TaskStatus.PENDING, 60);

        detect("{}", chat.says("张三", "user", "好的"));

        assertThat(said().getFirst()).contains("] 张三，", text, emoji);
        assertThat(said().getLast()).startsWith("[售后小李]");
    }

    @Test
    void withoutStaffNobodyIsCalled() {
        chat.task(TaskStatus.PENDING, 60);

        assertThat(detect("{}", chat.says("张三", "user", "好的")))
                .containsEntry("botComfortSent", true)
                .containsEntry("staffNotified", false);
        assertThat(said()).hasSize(1);
    }

    @Test
    void whatItsAuthorSetsCounts() {
        chat.staff("售后小李", "after_sales", StaffStatus.ONLINE);
        chat.task(TaskStatus.PENDING, 60);
        var settings = "{responseKeywords: [有空], notifyStaffOnResponse: false, useEmojis: false, atUser: false,"
                + " comfortMessageTemplates: {online: '{userName}，人来了😀❤️。'}}";

        assertThat(detect(settings, chat.says("张三", "user", "好的"))).containsEntry("hasResponded", false);
        assertThat(detect(settings, chat.says("张三", "user", "现在有空")))
                .containsEntry("hasResponded", true)
                .containsEntry("staffNotified", false);

        assertThat(said()).containsExactly("[测试群]  张三，人来了。");
    }

    @Test
    void theBotKeepsQuietIfItsAuthorWants() {
        chat.staff("售后小李", "after_sales", StaffStatus.ONLINE);
        chat.task(TaskStatus.PENDING, 60);

        assertThat(detect("{enableBotComfort: false}", chat.says("张三", "user", "好的")))
                .containsEntry("botComfortSent", false)
                .containsEntry("staffNotified", true);
        assertThat(said()).hasSize(1);
    }

    @Test
    void inPrivateTheCustomerIsAnsweredThere() {
        chat.staff("售后小李", "after_sales", StaffStatus.ONLINE);
        chat.task(TaskStatus.PENDING, 60);

        detect("{}", chat.says("张三", "user", "好的", Map.of("isGroup", false)));

        assertThat(said().getFirst()).startsWith("[张三]  张三，");
        assertThat(said().getLast()).isEqualTo("[售后小李]  【售后提醒】张三回复了：“好的”，请尽快处理。");
    }

    @Test
    void anAnswerThatComesTooLateIsNone() {
        var task = chat.task(TaskStatus.PENDING, 601);

        assertThat(detect("{}", chat.says("张三", "user", "好的")))
                .containsEntry("hasResponded", false)
                .containsEntry("responseTime", null)
                .containsEntry("botComfortSent", false);
        assertThat(chat.status(task)).isEqualTo("pending");
        assertThat(detect("{timeoutMinutes: 11}", chat.says("张三", "user", "好的")))
                .containsEntry("hasResponded", true);
    }

    @Test
    void anAnswerOfTheStaffNeedsNoComfort() {
        var task = chat.task(TaskStatus.PENDING, 60);

        assertThat(detect("{}", chat.says("售后小李", "after_sales", "马上")))
                .containsEntry("hasResponded", true)
                .containsEntry("botComfortSent", false)
                .containsEntry("staffNotified", false);
        assertThat(chat.status(task)).isEqualTo("in_progress");
        assertThat(said()).isEmpty();
    }

    @Test
    void withoutATaskThereIsNothingToAnswer() {
        assertThat(detect("{}", chat.says("张三", "user", "好的"))).containsEntry("hasResponded", false);
        chat.task(TaskStatus.IN_PROGRESS, 60);
        assertThat(detect("{}", chat.says("张三", "user", "好的"))).containsEntry("hasResponded", false);
        assertThat(said()).isEmpty();
    }
}
