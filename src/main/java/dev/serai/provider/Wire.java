package dev.serai.provider;

import java.net.URI;
import java.util.Map;

/** The way out to one provider. A connector sends through it and never opens a connection of its own. */
public interface Wire {

    /**
     * Posts JSON and returns as soon as the status and headers of the answer are there; close the reply.
     *
     * @throws ProviderException.Network if there is no answer
     * @throws ProviderException.ServerError if the status is 500 or above
     * @throws ProviderException.Unavailable if the breaker of this provider is open
     */
    Reply post(URI target, Map<String, String> headers, byte[] json);

    /**
     * Asks for something that is there already; otherwise like {@link #post}.
     *
     * @throws ProviderException as {@link #post}
     */
    Reply get(URI target, Map<String, String> headers);
}
