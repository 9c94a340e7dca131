package dev.serai.node;

import dev.serai.engine.NodeFailed;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.springframework.stereotype.Component;

/** Reads an answer of the outside world, but not more of it than may be kept. */
@Component("nodeHttpBody")
class HttpBody {

    private final int limit;

    HttpBody(NodeProperties properties) {
        this.limit = (int)
                Math.min(Integer.MAX_VALUE - 16, properties.http().maxBody().toBytes());
    }

    void read(Exchange exchange) throws IOException {
        if (!(exchange.getMessage().getBody() instanceof InputStream in)) {
            return;
        }
        try (in) {
            var bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                drop(in);
                throw new NodeFailed(
                        "the answer is longer than " + limit + " bytes; ask for less or raise serai.node.http.max-body",
                        false,
                        null);
            }
            exchange.getMessage().setBody(bytes);
        }
    }

    /** Without this the client would read the rest before it lets go of the connection. */
    private static void drop(InputStream in) throws IOException {
        if (in instanceof EofSensorInputStream connection) {
            connection.abort();
        }
    }
}
