package dev.serai.provider;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A picture shown to a model.
 *
 * @param url an {@code https} or {@code http} address, or the picture itself as {@code data:image/png;base64,…} (RFC
 *     2397)
 */
public record ChatImage(String url) {

    private static final Pattern DATA = Pattern.compile("data:(image/[a-z0-9.+-]+);base64,");

    /** A picture that comes along instead of being fetched. */
    public record Inline(String mediaType, String base64) {}

    public ChatImage {
        if (!url.startsWith("https://")
                && !url.startsWith("http://")
                && !DATA.matcher(url).lookingAt()) {
            throw new IllegalArgumentException(
                    "image: give an http or https address, or data:image/…;base64,… with the picture itself");
        }
    }

    /** The picture itself, if it comes along. */
    public Optional<Inline> inline() {
        var data = DATA.matcher(url);
        return data.lookingAt() ? Optional.of(new Inline(data.group(1), url.substring(data.end()))) : Optional.empty();
    }
}
