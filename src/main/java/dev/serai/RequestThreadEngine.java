package dev.serai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpBinding;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the HTTP routes on the thread of their request. It is a virtual one here and may block, so the servlet's
 * asynchronous way, which sends each request through the dispatcher twice, would cost time and give nothing. A body
 * that is there as a whole goes out in one write with its length; Camel would send it in chunks.
 */
class RequestThreadEngine extends SpringBootPlatformHttpEngine {

    private static final Logger LOG = LoggerFactory.getLogger(RequestThreadEngine.class);

    RequestThreadEngine(int port) {
        super(port);
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new Consumer(endpoint, processor);
    }

    /** Writes a text or bytes as a whole, everything else as Camel does. */
    private static final class WholeBodies extends SpringBootPlatformHttpBinding {

        WholeBodies(PlatformHttpEndpoint endpoint) {
            setHeaderFilterStrategy(endpoint.getHeaderFilterStrategy());
            setMuteException(endpoint.isMuteException());
        }

        @Override
        protected void doWriteDirectResponse(Message message, HttpServletResponse response, Exchange exchange)
                throws IOException {
            var whole =
                    switch (message.getBody()) {
                        case String text -> text.getBytes(StandardCharsets.UTF_8);
                        case byte[] bytes -> bytes;
                        case null, default -> null;
                    };
            if (whole == null) {
                super.doWriteDirectResponse(message, response, exchange);
                return;
            }
            response.setContentLength(whole.length);
            response.getOutputStream().write(whole);
        }
    }

    private static final class Consumer extends SpringBootPlatformHttpConsumer {

        private final WholeBodies answers;

        Consumer(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor, Runnable::run);
            answers = new WholeBodies(endpoint);
        }

        /** Null tells Spring MVC that the response is complete when this returns. */
        @Override
        @SuppressWarnings("NullAway") // the method it overrides comes from a library without annotations
        public @Nullable CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
            try {
                handleService(request, response);
            } catch (Exception e) {
                LOG.error("A request to {} could not be served", getEndpoint().getPath(), e);
                refuse(response);
            }
            return null;
        }

        @Override
        protected void afterProcess(HttpServletResponse response, Exchange exchange) throws IOException {
            try {
                answers.writeResponse(exchange, response);
            } finally {
                doneUoW(exchange);
                releaseExchange(exchange, false);
            }
        }

        private static void refuse(HttpServletResponse response) {
            try {
                if (!response.isCommitted()) {
                    response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                }
            } catch (IOException e) {
                LOG.debug("The caller is gone", e);
            }
        }
    }
}
