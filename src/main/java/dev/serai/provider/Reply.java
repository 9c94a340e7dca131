package dev.serai.provider;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The beginning of a provider's answer; its body is read as it comes. Closing it drops the connection if need be. */
public interface Reply extends AutoCloseable {

    int status();

    /** The first value of a header, names in any case. */
    Optional<String> header(String name);

    /** The live body, to be read once. */
    InputStream body();

    /** The body in one piece; refuses more than 32 MB. */
    byte[] whole();

    /** Translates a failure while reading the body; only before its first byte can the call be made again. */
    ProviderException broke(IOException failure);

    /**
     * The answer is whole, and of the body only its end can be left: then closing keeps the connection for the next
     * call.
     */
    void finished();

    @Override
    void close();
}
