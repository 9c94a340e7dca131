package dev.serai.cache;

import java.time.Clock;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** With a Redis it is used; without one this process does what it would do. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    /** One hub, alone. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(RedisConfigured.Not.class)
    static class Local {

        @Bean
        KeyValueStore keyValueStore(Clock clock, RedisProperties properties) {
            return new LocalStore(clock, properties.room());
        }

        @Bean
        Broadcast broadcast() {
            return new LocalBroadcast();
        }
    }

    /** Hubs that share a Redis. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(RedisConfigured.class)
    static class Redis {

        @Bean
        RedisLink redisLink(RedisProperties properties) {
            return new RedisLink(properties);
        }

        @Bean
        KeyValueStore keyValueStore(RedisLink link) {
            return new RedisStore(link);
        }

        @Bean
        Broadcast broadcast(RedisLink link) {
            return new RedisBroadcast(link);
        }

        @Bean
        HealthIndicator redisHealthIndicator(RedisLink link) {
            return new RedisHealth(link);
        }
    }
}
