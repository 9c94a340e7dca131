package dev.serai.provider;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Sends through the provider's Camel route; a call holds its place until the answer is closed. */
final class CamelWire implements Wire {

    private final String provider;
    private final Turnstile turnstile;
    private final Endpoint route;
    private final ProducerTemplate template;

    CamelWire(CamelContext camel, String provider, Turnstile turnstile) {
        this.provider = provider;
        this.turnstile = turnstile;
        this.route = camel.getEndpoint("direct:provider-" + provider);
        this.template = camel.createProducerTemplate();
    }

    @Override
    public Reply post(URI target, Map<String, String> headers, byte[] json) {
        return post(target, headers, json, false);
    }

    private Reply post(URI target, Map<String, String> headers, byte[] json, boolean hurried) {
        var exchange = exchange(HttpMethods.POST, target, headers);
        exchange.getMessage().setBody(json);
        return send(exchange, hurried);
    }

    @Override
    public Reply get(URI target, Map<String, String> headers) {
        return send(exchange(HttpMethods.GET, target, headers), false);
    }

    /** The same way out for a call that has somewhere else to go: it does not wait for its turn. */
    Wire hurried() {
        return new Wire() {
            @Override
            public Reply post(URI target, Map<String, String> headers, byte[] json) {
                return CamelWire.this.post(target, headers, json, true);
            }

            @Override
            public Reply get(URI target, Map<String, String> headers) {
                return send(exchange(HttpMethods.GET, target, headers), true);
            }
        };
    }

    /** What bounds the calls on this way. */
    Turnstile turnstile() {
        return turnstile;
    }

    private Reply send(Exchange exchange, boolean hurried) {
        var places = turnstile.enter(hurried);
        var reply = new CamelReply(exchange, places);
        try {
            template.send(route, exchange);
            var failure = exchange.getException();
            if (failure != null) {
                throw translated(failure);
            }
            return reply.opened();
        } catch (RuntimeException e) {
            reply.close();
            throw e;
        }
    }

    private Exchange exchange(HttpMethods method, URI target, Map<String, String> headers) {
        var exchange = route.createExchange(ExchangePattern.InOut);
        exchange.setVariable("target", target.toString());
        exchange.setVariable("method", method);
        exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        return exchange;
    }

    private ProviderException translated(Throwable failure) {
        return switch (failure) {
            case HttpOperationFailedException refused ->
                new ProviderException.ServerError(refused.getStatusCode(), "from '" + provider + "'");
            case CallNotPermittedException open ->
                new ProviderException.Unavailable("'" + provider + "' failed too often and is left alone for a while");
            case IOException broken ->
                new ProviderException.Network(
                        "no answer from '" + provider + "' ("
                                + broken.getClass().getSimpleName() + ")",
                        broken);
            default ->
                failure.getCause() == null
                        ? new ProviderException.Broken("the call to '" + provider + "' failed", failure)
                        : translated(failure.getCause());
        };
    }
}
