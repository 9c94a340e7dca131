package dev.serai.flow;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Reads the settings of a node into the record of its type. A field that is left out takes its
 * {@link org.springframework.boot.context.properties.bind.DefaultValue}; a collection is empty then, a
 * {@code @Nullable} field null, and any other must be given or filled in by the record itself. Constraints of Jakarta
 * Validation hold, and a record may refuse by throwing an IllegalArgumentException that says {@code setting: reason;
 * fix}. Safe for use by many threads.
 */
public final class SettingsReader {

    private final JsonMapper json = SettingsJson.mapper();
    private final Validator validator = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    /**
     * The settings, defaults filled in.
     *
     * @throws SettingsRejected naming each wrong field with a hint
     */
    public <S extends Record> S read(ObjectNode config, Class<S> type) {
        var check = new SettingsCheck(json);
        var complete = check.complete(config, type);
        check.rejectIfWrong();
        var settings = bind(complete, type, check);
        check.missing(settings);
        check.rejectIfWrong();
        validate(settings);
        return settings;
    }

    private <S extends Record> S bind(ObjectNode complete, Class<S> type, SettingsCheck check) {
        try {
            return json.treeToValue(complete, type);
        } catch (JacksonException | IllegalArgumentException e) {
            check.absentFields(complete, type);
            check.rejectIfWrong();
            throw new SettingsRejected(List.of(refused(SettingsJson.wrong(SettingsJson.pointer(e), e), type)));
        }
    }

    /** What a record refuses as {@code setting: reason; fix} is told where that setting stands. */
    private static SettingsRejected.Wrong refused(SettingsRejected.Wrong wrong, Class<?> type) {
        var message = wrong.message();
        var colon = Math.max(0, message.indexOf(": "));
        var name = message.substring(0, colon);
        if (!wrong.pointer().isEmpty()
                || SettingsField.of(type).stream()
                        .noneMatch(field -> field.name().equals(name))) {
            return wrong;
        }
        return new SettingsRejected.Wrong(
                Document.child("", name),
                false,
                0,
                "Setting '" + name + "': " + message.substring(colon + 2),
                wrong.hint().isEmpty() ? "write another value" : wrong.hint());
    }

    private <S extends Record> void validate(S settings) {
        var wrongs = new ArrayList<SettingsRejected.Wrong>();
        for (var violation : validator.validate(settings)) {
            var path = violation.getPropertyPath().toString();
            var pointer = "/" + path.replace("[", "/").replace("]", "").replace(".", "/");
            wrongs.add(new SettingsRejected.Wrong(
                    pointer,
                    false,
                    0,
                    "Setting '" + path + "' cannot be '" + violation.getInvalidValue() + "'",
                    "it " + violation.getMessage()));
        }
        if (!wrongs.isEmpty()) {
            throw new SettingsRejected(wrongs);
        }
    }
}
