package dev.serai.provider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/** An answer that is still coming in; holds its connection and its place until it is closed. */
final class CamelReply implements Reply {

    private static final int LONGEST_BODY = 32 * 1024 * 1024;
    private static final int LONGEST_END = 4096;

    private final Exchange exchange;
    private final Places places;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean finished;
    private FirstByte body = new FirstByte(InputStream.nullInputStream());

    CamelReply(Exchange exchange, Places places) {
        this.exchange = exchange;
        this.places = places;
    }

    CamelReply opened() {
        if (exchange.getMessage().getBody() instanceof InputStream live) {
            body = new FirstByte(live);
        }
        return this;
    }

    @Override
    public int status() {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getMessage().getHeader(name, String.class));
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public byte[] whole() {
        try {
            var bytes = body.readNBytes(LONGEST_BODY + 1);
            if (bytes.length > LONGEST_BODY) {
                throw new ProviderException.Broken("longer than " + LONGEST_BODY + " bytes", null);
            }
            return bytes;
        } catch (IOException e) {
            throw broke(e);
        }
    }

    @Override
    public ProviderException broke(IOException failure) {
        var what = failure.getClass().getSimpleName();
        if (body.seen) {
            return new ProviderException.Broken("it broke off half-way (" + what + ")", failure);
        }
        return new ProviderException.Network("it broke off before its first byte (" + what + ")", failure);
    }

    @Override
    public void finished() {
        finished = true;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (finished) {
            Thread.ofVirtual().name("provider-end").start(this::end);
        } else {
            body.drop();
            places.release();
        }
    }

    /** Takes the end of the body, which gives the connection back; one that does not come in time is not waited for. */
    private void end() {
        var late =
                CompletableFuture.runAsync(body::drop, CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS));
        try {
            if (body.readNBytes(LONGEST_END).length == LONGEST_END) {
                body.drop();
            }
        } catch (IOException e) {
            body.drop();
        } finally {
            late.cancel(false);
            places.release();
        }
    }

    /** Knows whether anything has been read, and can be dropped without reading the rest. */
    private static final class FirstByte extends FilterInputStream {

        private volatile boolean seen;

        FirstByte(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            seen |= read >= 0;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = super.read(into, offset, length);
            seen |= read > 0;
            return read;
        }

        void drop() {
            try {
                if (in instanceof EofSensorInputStream connection) {
                    connection.abort();
                } else {
                    in.close();
                }
            } catch (IOException e) {
                // nothing is wanted from this connection any more
                seen = true;
            }
        }
    }
}
