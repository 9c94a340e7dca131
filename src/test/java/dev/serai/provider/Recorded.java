package dev.serai.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What providers sent. */
public final class Recorded {

    private Recorded() {}

    public static byte[] stream(String provider, String name) {
        return bytes(provider, name + ".sse");
    }

    /** An answer in one piece. */
    public static String json(String provider, String name) {
        return new String(bytes(provider, name + ".json"), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String provider, String file) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/wire", provider, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
