package dev.serai.worktool;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses commands WorkTool could not carry out, before they are stored. Characters that WorkTool reserves are refused
 * only in names a command gives; chats that have them in their names already can be written to.
 */
final class CommandCheck {

    private static final String RESERVED = "- ()@";
    private static final Set<String> FRIEND = Set.of("name", "phone", "markName", "markExtra", "leavingMsg", "tagList");

    private CommandCheck() {}

    static void check(NewCommand command) {
        var form = CommandForm.of(command.type())
                .orElseThrow(() -> new CommandRejected(
                        "type",
                        "is " + command.type() + ", which is no command of WorkTool",
                        "Use one of " + CommandForm.types() + "."));
        for (var name : command.fields().keySet()) {
            if (!form.fields().containsKey(name)) {
                throw new CommandRejected(
                        name,
                        "is no field of command " + form.type(),
                        "Leave it out, or use one of " + form.fields().keySet() + ".");
            }
        }
        form.fields().values().forEach(field -> check(field, command.fields().get(field.name())));
        oneTarget(command);
    }

    private static void check(CommandForm.Field field, @Nullable Object value) {
        if (value == null) {
            refuseIf(field.required(), field.name(), "is missing", "Give it.");
            return;
        }
        switch (field.kind()) {
            case TEXT -> checkText(field, value);
            case TEXTS -> checkTexts(field, value);
            case NUMBER -> refuseIf(!(value instanceof Integer), field.name(), "is not a whole number", "Give one.");
            case FLAG -> refuseIf(!(value instanceof Boolean), field.name(), "is not true or false", "Give either.");
            case FRIEND -> checkFriend(value);
        }
    }

    private static void checkText(CommandForm.Field field, Object value) {
        if (!(value instanceof String text)) {
            throw new CommandRejected(field.name(), "is not text", "Give text.");
        }
        refuseIf(field.required() && text.isBlank(), field.name(), "is blank", "Give a text.");
        checkCharacters(field.name(), text);
        if (field.naming()) {
            checkName(field.name(), text);
        }
    }

    private static void checkTexts(CommandForm.Field field, Object value) {
        if (!(value instanceof List<?> list)) {
            throw new CommandRejected(field.name(), "is not a list", "Give a list of texts.");
        }
        refuseIf(field.required() && list.isEmpty(), field.name(), "is empty", "Name at least one.");
        for (var item : list) {
            refuseIf(
                    !(item instanceof String text) || text.isBlank(),
                    field.name(),
                    "has an entry that is no text or blank",
                    "Give names only.");
            checkCharacters(field.name(), String.valueOf(item));
        }
    }

    private static void checkFriend(Object value) {
        if (!(value instanceof Map<?, ?> friend)) {
            throw new CommandRejected("friend", "is not an object", "Give one with the fields " + FRIEND + ".");
        }
        friend.forEach((key, item) -> {
            refuseIf(
                    !FRIEND.contains(String.valueOf(key)),
                    "friend." + key,
                    "is not known to WorkTool",
                    "Use one of " + FRIEND + ".");
            checkCharacters("friend." + key, String.valueOf(item));
        });
        var named = friend.get("name") != null || friend.get("phone") != null;
        refuseIf(!named, "friend", "says neither name nor phone", "Give one of the two.");
        if (friend.get("markName") instanceof String mark) {
            checkName("friend.markName", mark);
        }
    }

    private static void checkName(String field, String name) {
        for (int i = 0; i < name.length(); i++) {
            refuseIf(
                    RESERVED.indexOf(name.charAt(i)) >= 0,
                    field,
                    "contains '" + name.charAt(i) + "', which WorkTool reserves",
                    "Choose a name without '-', space, '(', ')' and '@'.");
        }
    }

    private static void checkCharacters(String field, String text) {
        refuseIf(text.indexOf(0) >= 0, field, "contains the character 0", "Remove it.");
    }

    /** A repeat inside WorkTool would reach several targets twice, and a failure of one could not be told apart. */
    private static void oneTarget(NewCommand command) {
        refuseIf(
                command.fields().get("titleList") instanceof List<?> targets && targets.size() > 1,
                "titleList",
                "names several targets",
                "Make a command for each.");
    }

    private static void refuseIf(boolean wrong, String field, String reason, String fix) {
        if (wrong) {
            throw new CommandRejected(field, reason, fix);
        }
    }
}
