package dev.serai.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds every template, condition and expression in settings, however deep. */
final class SettingsTexts {

    private final List<Text> texts = new ArrayList<>();

    private SettingsTexts() {}

    static List<Text> of(Record settings) {
        var found = new SettingsTexts();
        var local = settings instanceof LocalNames names ? names.localNames() : Set.<String>of();
        found.look(settings, "", local);
        return found.texts;
    }

    private void look(@Nullable Object value, String pointer, Set<String> local) {
        switch (value) {
            case Template template -> texts.add(new Text(pointer, template.text(), template.variables(), local));
            case Condition condition -> texts.add(new Text(pointer, condition.text(), condition.variables(), local));
            case Expression expression ->
                texts.add(new Text(pointer, expression.text(), expression.variables(), local));
            case Record record ->
                SettingsField.of(record.getClass())
                        .forEach(field -> look(field.of(record), Document.child(pointer, field.name()), local));
            case Collection<?> collection -> {
                var index = 0;
                for (var element : collection) {
                    look(element, pointer + "/" + index, local);
                    index++;
                }
            }
            case Map<?, ?> map ->
                map.forEach((key, element) -> look(element, Document.child(pointer, String.valueOf(key)), local));
            case null, default -> {}
        }
    }

    /**
     * One of them.
     *
     * @param pointer to it inside the settings
     * @param localNames names that exist for it alone
     */
    record Text(String pointer, String written, Set<String> variables, Set<String> localNames) {}
}
