package dev.serai.alert;

import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/** Keeps the HTTP client from telling people twice: nothing is repeated or followed by itself. */
@Component("alertConnections")
class HookConnections implements HttpClientConfigurer {

    private static final int RESPONSE_SECONDS = 10;

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(RESPONSE_SECONDS, TimeUnit.SECONDS)
                        .setResponseTimeout(RESPONSE_SECONDS, TimeUnit.SECONDS)
                        .build());
    }
}
