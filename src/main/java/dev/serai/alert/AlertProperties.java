package dev.serai.alert;

import dev.serai.vault.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people are told.
 *
 * @param hooks the group robots and addresses that notifications go to, by the names that flows use as recipients
 * @param mail the server that email goes to; the route reads it under the same keys
 * @param sending how notifications are sent
 * @param retentionDays how long alerts and notifications are kept
 */
@Validated
@ConfigurationProperties("serai.alert")
record AlertProperties(
        @DefaultValue Map<String, @Valid Hook> hooks,
        @DefaultValue @Valid Mail mail,
        @DefaultValue @Valid Sending sending,
        @DefaultValue("30") @Min(1) int retentionDays) {

    AlertProperties {
        hooks = Map.copyOf(hooks);
    }

    /**
     * Where notifications of a channel go.
     *
     * @param channel {@code feishu}, {@code dingtalk}, {@code wecom} or {@code webhook}
     * @param url the whole address, which is a credential itself
     * @param secret the key to sign with, if the group robot asks for it; a webhook gets {@code X-Signature}, the
     *     hexadecimal HMAC-SHA256 of the body
     */
    record Hook(
            Channel channel, Secret url, @DefaultValue("") Secret secret) {

        Hook {
            require(channel, url);
        }

        @SuppressWarnings("ConstantValue") // binding passes null for what is not configured
        private static void require(@Nullable Channel channel, @Nullable Secret url) {
            if (channel == null || !channel.hook()) {
                throw new IllegalArgumentException(
                        "serai.alert.hooks.<name>.channel is none of feishu, dingtalk, wecom and webhook; write one");
            }
            if (url == null || !url.reveal().matches("https?://[^\\s{}]+")) {
                throw new IllegalArgumentException(
                        "serai.alert.hooks.<name>.url is no http address; copy it from the group robot");
            }
        }
    }

    /**
     * The server that email goes to.
     *
     * @param host nothing is sent by email if it is blank
     * @param protocol {@code smtp}, or {@code smtps} for a connection that is encrypted from the beginning
     * @param username to log in with, if the server wants it
     * @param from the address that mails come from
     */
    record Mail(
            @DefaultValue("") String host,
            @DefaultValue("25") @Min(1) @Max(65_535) int port,

            @DefaultValue("smtp") @Pattern(regexp = "smtps?")
            String protocol,

            @DefaultValue("") String username,
            @DefaultValue("") Secret password,
            @DefaultValue("serai@localhost") String from) {}

    /**
     * How notifications are sent.
     *
     * @param poll how often is looked for those nobody told of
     * @param attempts tries before a notification has failed
     * @param pause before the second try; doubles with each
     * @param batch notifications in one write at most
     * @param giveUp how long a call that was never settled counts as under way; above what a call may take
     */
    record Sending(
            @DefaultValue("5s") @DurationMin(millis = 1) Duration poll,
            @DefaultValue("6") @Min(1) @Max(100) int attempts,
            @DefaultValue("10s") @DurationMin(millis = 1) Duration pause,
            @DefaultValue("10") @Min(1) @Max(1000) int batch,
            @DefaultValue("5m") @DurationMin(millis = 1) Duration giveUp) {

        Duration pauseAfter(int attempt) {
            return pause.multipliedBy(1L << Math.min(attempt - 1, 10));
        }
    }
}
