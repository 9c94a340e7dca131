package dev.serai.worktool;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What WorkTool wants to be told with one type of command.
 *
 * @param type its number
 * @param fields by name
 */
record CommandForm(int type, Map<String, Field> fields) {

    /** What a field holds. */
    enum Kind {
        TEXT,
        TEXTS,
        NUMBER,
        FLAG,
        /** A contact: {@code name, phone, markName, markExtra, leavingMsg, tagList}. */
        FRIEND
    }

    /**
     * One field.
     *
     * @param naming true if it gives something a name, in which some characters are reserved
     */
    record Field(String name, Kind kind, boolean required, boolean naming) {}

    private static final Map<Integer, CommandForm> FORMS = Stream.of(
                    form(203, targets(), must("receivedContent"), texts("atList")),
                    form(
                            205,
                            targets(),
                            must("receivedName"),
                            must("originalContent"),
                            mustTexts("nameList"),
                            may("extraText"),
                            number("textType")),
                    form(
                            206,
                            name("groupName", true),
                            mustTexts("selectList"),
                            may("groupAnnouncement"),
                            name("groupRemark", false),
                            may("groupTemplate")),
                    form(
                            207,
                            must("groupName"),
                            name("newGroupName", false),
                            may("newGroupAnnouncement"),
                            name("groupRemark", false),
                            may("groupTemplate"),
                            texts("selectList"),
                            flag("showMessageHistory"),
                            texts("removeList")),
                    form(208, targets(), must("objectName"), may("extraText")),
                    form(209, targets(), must("objectName"), may("extraText")),
                    form(210, targets(), must("objectName"), may("extraText")),
                    form(211, targets(), must("objectName"), may("extraText")),
                    form(213, friend()),
                    form(
                            218,
                            targets(),
                            must("objectName"),
                            must("fileUrl"),
                            must("fileType"),
                            may("extraText"),
                            number("maxRetryCount")),
                    form(219, must("groupName")),
                    form(220, must("groupName"), friend()),
                    form(221, targets(), must("receivedContent")),
                    form(223, must("objectName")),
                    form(
                            224,
                            targets(),
                            must("objectName"),
                            may("receivedContent"),
                            must("originalContent"),
                            may("fileUrl"),
                            may("extraText")),
                    form(225, must("groupName"), friend()),
                    form(226, targets(), must("originalContent"), number("textType")),
                    form(234, friend()),
                    form(237),
                    form(304),
                    form(305, must("originalContent")),
                    form(508),
                    form(512, must("groupName")))
            .collect(Collectors.toUnmodifiableMap(CommandForm::type, Function.identity()));

    static Optional<CommandForm> of(int type) {
        return Optional.ofNullable(FORMS.get(type));
    }

    /** Every type there is, in order. */
    static List<Integer> types() {
        return FORMS.keySet().stream().sorted().toList();
    }

    /** Every field any command may have. */
    static boolean knows(String field) {
        return FORMS.values().stream().anyMatch(form -> form.fields().containsKey(field));
    }

    private static CommandForm form(int type, Field... fields) {
        var byName = new LinkedHashMap<String, Field>();
        Arrays.stream(fields).forEach(field -> byName.put(field.name(), field));
        return new CommandForm(type, byName);
    }

    private static Field targets() {
        return mustTexts("titleList");
    }

    private static Field must(String name) {
        return new Field(name, Kind.TEXT, true, false);
    }

    private static Field may(String name) {
        return new Field(name, Kind.TEXT, false, false);
    }

    private static Field name(String name, boolean required) {
        return new Field(name, Kind.TEXT, required, true);
    }

    private static Field mustTexts(String name) {
        return new Field(name, Kind.TEXTS, true, false);
    }

    private static Field texts(String name) {
        return new Field(name, Kind.TEXTS, false, false);
    }

    private static Field number(String name) {
        return new Field(name, Kind.NUMBER, false, false);
    }

    private static Field flag(String name) {
        return new Field(name, Kind.FLAG, false, false);
    }

    private static Field friend() {
        return new Field("friend", Kind.FRIEND, true, false);
    }
}
