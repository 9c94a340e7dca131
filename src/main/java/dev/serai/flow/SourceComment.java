package dev.serai.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/**
 * What the comment on a type says, read from its source, which is packed with the hub: so authors of flows read the
 * very words that stand at the code.
 *
 * @param text before the first tag
 * @param parameters by name of the component
 */
record SourceComment(String text, Map<String, String> parameters) {

    private static final SourceComment NONE = new SourceComment("", Map.of());
    private static final String FOLDER = "META-INF/sources/";
    private static final Pattern TAG =
            Pattern.compile("\\{@(?:code|link|literal|linkplain) #?([^{}]*(\\{\\{.*?}}|\\{[^{}]*})?)}");
    private static final Pattern BETWEEN = Pattern.compile("(?:\\s|@\\w+(?:\\([^)]*\\))?|[a-z]+\\b)*");

    /** The comment on a type; empty if it has none or its source is not packed. */
    static SourceComment of(Class<?> type) {
        var source = new ClassPathResource(
                FOLDER + outermost(type).getName().replace('.', '/') + ".java", SourceComment.class.getClassLoader());
        if (!source.exists()) {
            return NONE;
        }
        try {
            return find(source.getContentAsString(StandardCharsets.UTF_8), type.getSimpleName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> outermost(Class<?> type) {
        var holder = type.getEnclosingClass();
        return holder == null ? type : outermost(holder);
    }

    private static SourceComment find(String source, String name) {
        var declaration = Pattern.compile("\\b(?:class|record|enum|interface) " + name + "\\b")
                .matcher(source);
        while (declaration.find()) {
            var end = source.lastIndexOf("*/", declaration.start());
            var begin = source.lastIndexOf("/**", end);
            if (begin >= 0
                    && BETWEEN.matcher(source.substring(end + 2, declaration.start()))
                            .matches()) {
                return read(source.substring(begin + 3, end));
            }
        }
        return NONE;
    }

    private static SourceComment read(String comment) {
        var parts = comment.replaceAll("\\s*\\n\\s*\\* ?", " ").split("\\s@(?=[a-z]+\\s)", -1);
        var parameters = new HashMap<String, String>();
        for (var part : parts) {
            var words = part.strip().split("\\s+", 3);
            if (words.length == 3 && words[0].equals("param")) {
                parameters.put(words[1], plain(words[2]));
            }
        }
        return new SourceComment(plain(parts[0]), parameters);
    }

    /** Javadoc as plain text, code between backticks. */
    private static String plain(String javadoc) {
        return TAG.matcher(javadoc.strip())
                .replaceAll("`$1`")
                .replaceAll("</?code>", "`")
                .replaceAll("\\s+", " ");
    }
}
