package dev.serai.sandbox;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands WorkTool knows, with the fields each of them cannot do without. */
final class CommandTypes {

    private static final Map<Integer, List<String>> REQUIRED = Map.ofEntries(
            entry(203, List.of("titleList", "receivedContent")),
            entry(205, List.of("titleList", "receivedName", "originalContent", "nameList")),
            entry(206, List.of("groupName", "selectList")),
            entry(207, List.of("groupName")),
            entry(208, List.of("titleList", "objectName")),
            entry(209, List.of("titleList", "objectName")),
            entry(210, List.of("titleList", "objectName")),
            entry(211, List.of("titleList", "objectName")),
            entry(213, List.of("friend")),
            entry(218, List.of("titleList", "objectName", "fileType")),
            entry(219, List.of("groupName")),
            entry(220, List.of("groupName", "friend")),
            entry(221, List.of("titleList", "receivedContent")),
            entry(223, List.of("objectName")),
            entry(224, List.of("titleList", "objectName", "originalContent")),
            entry(225, List.of("groupName", "friend")),
            entry(226, List.of("titleList", "originalContent")),
            entry(234, List.of("friend")),
            entry(237, List.of()),
            entry(304, List.of()),
            entry(305, List.of("originalContent")),
            entry(508, List.of()),
            entry(512, List.of("groupName")));

    private CommandTypes() {}

    /** What is wrong with the body of a sendRawMessage call, in WorkTool's language. */
    static Optional<String> problem(JsonNode body) {
        if (!body.isObject()) {
            return Optional.of("参数错误: 请求体不是JSON对象");
        }
        if (body.path("socketType").asInt(-1) != 2) {
            return Optional.of("参数错误: socketType 必须为 2");
        }
        var list = body.path("list");
        if (!list.isArray() || list.isEmpty() || list.size() > 100) {
            return Optional.of("参数错误: list 必须包含 1 到 100 条指令");
        }
        for (var i = 0; i < list.size(); i++) {
            var problem = problemOf(list.get(i), "list[" + i + "]");
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problemOf(JsonNode command, String place) {
        var required = REQUIRED.get(command.path("type").asInt(-1));
        if (required == null) {
            return Optional.of("参数错误: " + place + ".type 未知的指令类型");
        }
        return required.stream()
                .filter(field -> isEmpty(command.path(field)))
                .findFirst()
                .map(field -> "参数错误: " + place + "." + field + " 不能为空");
    }

    private static boolean isEmpty(JsonNode field) {
        return switch (field.getNodeType()) {
            case STRING -> field.textValue().isBlank();
            case ARRAY, OBJECT -> field.isEmpty();
            case MISSING, NULL -> true;
            case BOOLEAN, NUMBER, BINARY, POJO -> false;
        };
    }
}
