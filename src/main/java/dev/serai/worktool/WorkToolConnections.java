package dev.serai.worktool;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/**
 * Keeps the HTTP client from repeating calls by itself, as it does after a 429 or 503 with requests of any method:
 * WorkTool would carry a command out twice, and the repeat would not be counted against the limit.
 */
@Component
class WorkToolConnections implements HttpClientConfigurer {

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries().disableRedirectHandling();
    }
}
