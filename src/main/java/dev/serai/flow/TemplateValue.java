package dev.serai.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/** How a value looks in a text. */
final class TemplateValue {

    private static final int PLAIN_DIGITS = 100;
    private static final JsonMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private TemplateValue() {}

    static String text(Object value) {
        return switch (value) {
            case Double number -> plain(number);
            case Float number -> plain(number.doubleValue());
            case BigDecimal number -> plain(number);
            case Map<?, ?> map -> json(map);
            case Collection<?> collection -> json(collection);
            default -> value.toString();
        };
    }

    private static String plain(double number) {
        return Double.isFinite(number)
                ? plain(BigDecimal.valueOf(number).stripTrailingZeros())
                : Double.toString(number);
    }

    private static String plain(BigDecimal number) {
        var far = Math.abs((long) number.scale()) > PLAIN_DIGITS;
        return far ? number.toString() : number.toPlainString();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            return value.getClass().getSimpleName();
        }
    }
}
