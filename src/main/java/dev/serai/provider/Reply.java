package dev.serai.provider;

import java.io.InputStream;
import java.util.Optional;

/** The beginning of a provider's answer; its body is read as it comes. Closing it drops the connection if need be. */
public interface Reply extends AutoCloseable {

    int status();

    /** The first value of a header, names in any case. */
    Optional<String> header(String name);

    /** The live body; reading it throws {@link java.io.IOException} when the provider breaks off. */
    InputStream body();

    @Override
    void close();
}
