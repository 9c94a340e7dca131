package dev.serai.provider.coze;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Gives ids, tokens and times names in the order in which they come, so that two exchanges can be compared. */
final class Normal {

    private static final String TIME = "(?<=(?:_time|_at|expires_in)\":)\\d{10}";
    private static final Pattern CHANGING =
            Pattern.compile("20\\d{12}1\\d{18}|(?<!\\d)1\\d{18}[12]?(?!\\d)|czs_[0-9a-f]{48}|" + TIME);

    private final Map<String, String> names = new LinkedHashMap<>();

    String of(String text) {
        return CHANGING.matcher(text).replaceAll(this::name);
    }

    private String name(MatchResult found) {
        var value = found.group();
        if (value.length() == 10) {
            return "0";
        }
        var kind = value.startsWith("czs_") ? "TOKEN" : value.length() > 20 ? "LOGID" : "ID";
        return names.computeIfAbsent(value, unknown -> kind + (names.size() + 1));
    }
}
