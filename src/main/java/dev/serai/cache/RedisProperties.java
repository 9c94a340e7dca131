package dev.serai.cache;

import io.lettuce.core.RedisURI;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Redis that hubs on one database share.
 *
 * @param url for example {@code redis://:password@host:6379/0}, or {@code rediss://} for an encrypted connection; blank
 *     for none, then this hub is the only one
 * @param prefix of all keys and channels; hubs that share a Redis and no database need different ones
 * @param timeout how long an answer is waited for
 * @param look how often is looked whether Redis answers; one that did not in time is left alone until it does
 * @param room characters at most that are kept in this process when there is no Redis
 */
@Validated
@ConfigurationProperties("serai.redis")
record RedisProperties(
        @DefaultValue("") String url,

        @Pattern(regexp = "[a-z0-9_-]+") @DefaultValue("serai")
        String prefix,

        @DurationMin(millis = 1) @DefaultValue("200ms") Duration timeout,
        @DurationMin(millis = 10) @DefaultValue("1s") Duration look,
        @Min(0) @DefaultValue("16000000") long room) {

    /**
     * Where it is.
     *
     * @throws IllegalArgumentException if the address cannot be read
     */
    RedisURI uri() {
        try {
            return RedisURI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("serai.redis.url (SERAI_REDIS_URL) is no address of a Redis;"
                    + " write redis://host:6379, with a password redis://:password@host:6379");
        }
    }

    @Override
    public String toString() {
        return "RedisProperties[prefix=" + prefix + ", timeout=" + timeout + ", look=" + look + ", room=" + room + "]";
    }
}
