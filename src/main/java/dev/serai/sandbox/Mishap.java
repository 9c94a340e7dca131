package dev.serai.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong with one scripted answer. */
enum Mishap {
    NONE,
    STATUS,
    DROP_BEFORE_FIRST_BYTE,
    BREAK_AFTER_CHUNKS,
    HANG,
    MALFORMED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Mishap of(String name, String field) {
        for (var mishap : values()) {
            if (mishap.wireName().equals(name)) {
                return mishap;
            }
        }
        var known = Arrays.stream(values()).map(Mishap::wireName).collect(Collectors.joining(", "));
        throw new BadRequest("%s: '%s' is no fault; use one of %s".formatted(field, name, known));
    }
}
