package dev.serai.sandbox;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether the hub brings its own outside world.
 *
 * @param enabled left out: only if no credentials of the real world are configured
 * @param host the address it listens on; only this machine by default, because nobody has to log in
 * @param port 0 takes a free one
 */
@Validated
@ConfigurationProperties("serai.sandbox")
record SandboxProperties(
        @Nullable Boolean enabled,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8090") int port) {

    SandboxProperties {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "port: " + port + " is no port; set serai.sandbox.port (SERAI_SANDBOX_PORT) to 0..65535");
        }
    }
}
