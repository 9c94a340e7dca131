package dev.serai.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Answers as providers sent them, and requests as they take them. */
public final class Recorded {

    private Recorded() {}

    public static byte[] stream(String provider, String name) {
        return read(provider, name + ".sse");
    }

    public static String json(String provider, String name) {
        return new String(read(provider, name + ".json"), StandardCharsets.UTF_8);
    }

    private static byte[] read(String provider, String file) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/wire", provider, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
