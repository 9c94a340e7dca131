package dev.serai.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Streams as providers sent them. */
public final class Recorded {

    private Recorded() {}

    public static byte[] stream(String provider, String name) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/wire", provider, name + ".sse"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
