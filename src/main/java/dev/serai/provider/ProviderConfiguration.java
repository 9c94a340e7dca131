package dev.serai.provider;

import java.time.Clock;
import java.util.random.RandomGenerator;
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

    @Bean
    Failover failover(ModelHealth health, Wires wires, ProviderProperties settings, Clock clock) {
        var routing = new Routing(health::down, RandomGenerator.getDefault(), clock);
        return new Failover(routing, wires, settings.calls().retry(), Thread::sleep);
    }
}
