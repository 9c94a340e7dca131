package dev.serai.worktool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRowsTests {

    private final WorkToolProperties properties = Settings.of("sending.text-limit", "20");
    private final CommandRows rows = new CommandRows(new RobotAccounts(properties), new HandClock(), properties);

    @Test
    void theSameKeyGivesTheSameSendId() {
        var first = rows.one(text("k", "你好"));
        var again = rows.one(text("k", "你好"));
        var other = rows.one(text("l", "你好"));

        assertThat(again.get("sendId")).isEqualTo(first.get("sendId"));
        assertThat(other.get("sendId")).isNotEqualTo(first.get("sendId"));
    }

    @Test
    void aRowHasAllTheTableWants() throws Exception {
        var run = UUID.randomUUID();

        var row = rows.one(
                NewCommand.text("k", "demo", "客户A-测试群", "你好", List.of("@所有人")).askedBy(run, "n1"));

        assertThat(row)
                .containsEntry("robot", "demo")
                .containsEntry("type", 203)
                .containsEntry("target", "客户A-测试群")
                .containsEntry("runId", run.toString())
                .containsEntry("nodeId", "n1");
        assertThat(JsonMapper.builder().build().readTree(String.valueOf(row.get("payload"))))
                .isEqualTo(JsonMapper.builder().build().readTree("""
                                {"type":203,"titleList":["客户A-测试群"],"receivedContent":"你好","atList":["@所有人"]}"""));
    }

    @Test
    void aTextThatIsTooLongIsRefusedAsOneAndCutAsSeveral() {
        var command = NewCommand.text("k", "demo", "群", "一二三四五六七八九十。一二三四五六七八九十。一二三", List.of("张三"));

        var parts = rows.all(command);

        assertThatThrownBy(() -> rows.one(command))
                .isInstanceOf(CommandRejected.class)
                .hasMessageContaining("receivedContent")
                .hasMessageContaining("20");
        assertThat(parts).extracting(row -> row.get("key")).containsExactly("k", "k#2");
        assertThat(parts.get(0).get("payload").toString()).contains("一二三四五六七八九十。\"", "张三");
        assertThat(parts.get(1).get("payload").toString())
                .contains("一二三四五六七八九十。一二三\"")
                .doesNotContain("张三");
    }

    @Test
    void cutsAtLinesNeverInsideACharacterAndLosesNothing() {
        assertThat(TextParts.of("first line\nsecond line", 15)).containsExactly("first line", "second line");
        assertThat(TextParts.of("👍👍👍", 3)).containsExactly("👍", "👍", "👍");
        assertThat(String.join("", TextParts.of("字".repeat(101), 20))).isEqualTo("字".repeat(101));
        assertThat(TextParts.of("👍", 1)).hasSize(2);
    }

    @Test
    void everyOtherTypeHasItsFieldsToo() {
        var file = new NewCommand(
                "k",
                "demo",
                218,
                Map.of(
                        "titleList", List.of("群"),
                        "objectName", "report.png",
                        "fileUrl", "https://files.example.com/r/1.png",
                        "fileType", "image"),
                null);
        var group = new NewCommand(
                "g", "demo", 206, Map.of("groupName", "项目X沟通群", "selectList", List.of("张三", "李四")), null);
        var clear = new NewCommand("c", "demo", 304, Map.of(), null);

        assertThat(rows.all(file)).hasSize(1);
        assertThat(rows.one(group)).containsEntry("target", "项目X沟通群");
        assertThat(rows.one(clear)).containsEntry("target", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"客户A-测试群", "Team (Nord)", "a b", "a@b"})
    void aChatMayHaveReservedCharactersInTheNameItHas(String target) {
        assertThat(rows.one(NewCommand.text("k", "demo", target, "你好", List.of())))
                .containsEntry("target", target);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesWhatWorkToolCouldNotCarryOut(NewCommand command, String field) {
        assertThatThrownBy(() -> rows.one(command))
                .isInstanceOfSatisfying(CommandRejected.class, rejected -> assertThat(rejected.field())
                        .isEqualTo(field))
                .hasMessageContaining("'" + field + "'");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(text("", "你好"), "key"),
                Arguments.of(NewCommand.text("k", "nobody", "群", "你好", List.of()), "robot"),
                Arguments.of(NewCommand.text("k", "demo", " ", "你好", List.of()), "titleList"),
                Arguments.of(text("k", " \n"), "receivedContent"),
                Arguments.of(text("k", "a\0b"), "receivedContent"),
                Arguments.of(of(9, Map.of()), "type"),
                Arguments.of(of(203, Map.of("receivedContent", "x")), "titleList"),
                Arguments.of(of(203, Map.of("titleList", List.of("a", "b"), "receivedContent", "x")), "titleList"),
                Arguments.of(of(203, Map.of("titleList", "a", "receivedContent", "x")), "titleList"),
                Arguments.of(of(203, Map.of("titleList", List.of(), "receivedContent", "x")), "titleList"),
                Arguments.of(of(203, Map.of("titleList", List.of("a"), "receivedContent", 7)), "receivedContent"),
                Arguments.of(of(203, Map.of("titleList", List.of("a"), "receivedContent", "x", "text", "y")), "text"),
                Arguments.of(of(206, Map.of("groupName", "a-b", "selectList", List.of("c"))), "groupName"),
                Arguments.of(of(207, Map.of("groupName", "a-b", "newGroupName", "a (b)")), "newGroupName"),
                Arguments.of(of(207, Map.of("groupName", "a", "showMessageHistory", "yes")), "showMessageHistory"),
                Arguments.of(
                        of(226, Map.of("titleList", List.of("a"), "originalContent", "x", "textType", "1")),
                        "textType"),
                Arguments.of(of(234, Map.of("friend", "张三")), "friend"),
                Arguments.of(of(234, Map.of("friend", Map.of("age", 7))), "friend.age"),
                Arguments.of(of(234, Map.of("friend", Map.of("markName", "张三"))), "friend"),
                Arguments.of(of(213, Map.of("friend", Map.of("phone", "1", "markName", "张 三"))), "friend.markName"));
    }

    private static NewCommand text(String key, String content) {
        return NewCommand.text(key, "demo", "群", content, List.of());
    }

    private static NewCommand of(int type, Map<String, Object> fields) {
        return new NewCommand("k", "demo", type, fields, null);
    }
}
