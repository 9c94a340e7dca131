package dev.serai.vault;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the hub's vault with the keys of the configuration. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    Vault vault(VaultProperties settings) {
        return new Vault(Keys.of(settings));
    }
}
