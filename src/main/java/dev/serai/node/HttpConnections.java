package dev.serai.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.springframework.stereotype.Component;

/**
 * The connections of {@code http_request}: nothing is repeated or followed by itself, nothing is kept between calls,
 * and a name that leads into the private network leads nowhere unless it is listed.
 */
@Component("nodeConnections")
class HttpConnections implements HttpClientConfigurer {

    private static final int CONNECTIONS = 200;
    private static final int CONNECT_SECONDS = 5;
    private static final int SILENCE_MINUTES = 5;

    private final AllowedHosts hosts;

    HttpConnections(NodeProperties properties) {
        this.hosts = new AllowedHosts(properties.http().allow());
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Resolver())
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                                .setSocketTimeout(SILENCE_MINUTES, TimeUnit.MINUTES)
                                .build())
                        .build())
                .setConnectionManagerShared(false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .setResponseTimeout(SILENCE_MINUTES, TimeUnit.MINUTES)
                        .build());
    }

    /** Looks names up when a connection is made, so that no other answer can come in between. */
    private final class Resolver extends SystemDefaultDnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var found = super.resolve(host);
            if (hosts.named(host) || Arrays.stream(found).allMatch(AllowedHosts::isPublic)) {
                return found;
            }
            throw new UnknownHostException("it has a private address");
        }
    }
}
