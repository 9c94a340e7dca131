package dev.serai.sandbox;

import java.io.IOException;

/** Answers what comes in on one path. */
@FunctionalInterface
interface Endpoint {

    /** Answers, or throws an {@link IOException} to cut the connection where it is. */
    void answer(Exchange exchange) throws IOException;
}
