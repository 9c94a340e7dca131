package dev.serai.worktool;

import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * The connections to WorkTool. Keeps the HTTP client from repeating calls by itself, as it does after a 429 or 503 with
 * requests of any method: WorkTool would carry a command out twice, and the repeat would not be counted against the
 * limit.
 */
@Component
class WorkToolConnections implements HttpClientConfigurer {

    /** There is one call at a time for each robot. */
    private static final int CONNECTIONS = 100;

    private final Duration connectTimeout;
    private final Duration responseTimeout;

    WorkToolConnections(WorkToolProperties properties) {
        this.connectTimeout = properties.connectTimeout();
        this.responseTimeout = properties.responseTimeout();
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .setConnectionManager(pool())
                .setConnectionManagerShared(false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(connectTimeout))
                        .setResponseTimeout(Timeout.of(responseTimeout))
                        .build());
    }

    private PoolingHttpClientConnectionManager pool() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(CONNECTIONS)
                .setMaxConnTotal(CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setSocketTimeout(Timeout.of(responseTimeout))
                        .build())
                .build();
    }
}
