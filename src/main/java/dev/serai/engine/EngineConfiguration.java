package dev.serai.engine;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What tests replace. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    Pause pause() {
        return Pause.real();
    }
}
