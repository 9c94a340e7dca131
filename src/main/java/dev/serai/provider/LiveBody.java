package dev.serai.provider;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.springframework.stereotype.Component;

/**
 * Keeps an answer's body alive when the route is done with it. The HTTP component reads the rest of a body at the end
 * of the exchange, which for a stream means to wait for its end; {@link CamelReply} drops the connection instead.
 */
@Component("providerLiveBody")
class LiveBody {

    /** Takes the clean-up away from this exchange. */
    void keep(Exchange exchange) {
        exchange.getUnitOfWork().handoverSynchronization(new DefaultExchange(exchange.getContext()));
    }
}
