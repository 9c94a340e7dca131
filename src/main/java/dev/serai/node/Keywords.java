package dev.serai.node;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words an author looks for in what people say. Whether somebody means one is decided as a reader would, clause by
 * clause: not in 不可以 or 还没收到, not in the question 可以退款吗, and a word of one character (行) only if it is all that is
 * said, not in 银行.
 */
final class Keywords {

    private static final Pattern CLAUSE = Pattern.compile("[^，。！；、,.!;\\s~～…？?]+[？?]?");
    private static final Pattern QUESTION = Pattern.compile(".*([？?]|吗|么)$");
    private static final Pattern NEGATED = Pattern.compile(".*(不|没|没有|未|别|无法|不能|不太)$");
    private static final String PARTICLES = "的了啊吧呀哦嗯呢啦";

    private Keywords() {}

    /** Whether one of the words is anywhere in the text. */
    static boolean mentioned(List<String> words, String text) {
        var said = text.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(word -> said.contains(word.toLowerCase(Locale.ROOT)));
    }

    /** Whether somebody who says this means one of the words. */
    static boolean meant(List<String> words, String text) {
        var clauses = CLAUSE.matcher(text.toLowerCase(Locale.ROOT));
        while (clauses.find()) {
            var clause = clauses.group();
            if (!QUESTION.matcher(clause).matches()
                    && words.stream().anyMatch(word -> saidIn(clause, word.toLowerCase(Locale.ROOT)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean saidIn(String clause, String word) {
        if (word.length() == 1) {
            return clause.startsWith(word)
                    && clause.chars().allMatch(one -> one == word.charAt(0) || PARTICLES.indexOf(one) >= 0);
        }
        for (int at = clause.indexOf(word); at >= 0; at = clause.indexOf(word, at + 1)) {
            if (!NEGATED.matcher(clause.substring(0, at)).matches()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The words of a setting.
     *
     * @throws IllegalArgumentException if one is blank: it would be found in everything
     */
    static List<String> checked(String setting, List<String> words) {
        if (words.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(setting + ": a word is blank; remove it");
        }
        return List.copyOf(words);
    }
}
