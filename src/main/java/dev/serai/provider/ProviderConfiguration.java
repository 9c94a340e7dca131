package dev.serai.provider;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the failure policy together from the settings. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    @Bean
    Attempts attempts(ProviderProperties settings) {
        return new Attempts(settings.calls().retry(), Thread::sleep);
    }

    @Bean
    Pause providerPause() {
        return Thread::sleep;
    }
}
