package dev.serai.worktool;

import dev.serai.vault.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How this hub speaks with WorkTool.
 *
 * @param url where WorkTool is; the routes read it under the same key
 * @param requestsPerMinute how many calls of all kinds WorkTool takes from this address
 * @param connectTimeout how long a connection may take
 * @param responseTimeout how long WorkTool may be silent
 * @param callback how callbacks are taken in
 * @param sending how commands are sent and looked after
 * @param robots the robots by name
 */
@Validated
@ConfigurationProperties("serai.worktool")
record WorkToolProperties(
        @DefaultValue("https://api.worktool.ymdyes.cn") URI url,
        @DefaultValue("60") @Min(1) @Max(10_000_000) int requestsPerMinute,
        @DefaultValue("5s") @DurationMin(millis = 1) Duration connectTimeout,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration responseTimeout,
        @DefaultValue @Valid Callback callback,
        @DefaultValue @Valid Sending sending,
        @DefaultValue Map<String, @Valid RobotSettings> robots) {

    WorkToolProperties {
        robots = Map.copyOf(robots);
        robots.keySet().forEach(WorkToolProperties::checkName);
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.indexOf('|') >= 0) {
            throw new IllegalArgumentException("Robot name '" + name + "' in serai.worktool.robots is blank or contains"
                    + " '|'. Use letters, digits and '-'.");
        }
    }

    /**
     * How callbacks are taken in.
     *
     * @param duplicateWindow how long a message with an id is recognised when it comes again
     * @param duplicateWindowWithoutId how long the same content of the same sender without an id counts as a copy; it
     *     also swallows somebody who really says the same thing twice in that time
     * @param maxBody larger bodies are refused
     * @param maxFile larger pictures (in base64) are left out of the message
     */
    record Callback(
            @DefaultValue("120s") @DurationMin(millis = 1) Duration duplicateWindow,
            @DefaultValue("8s") @DurationMin(millis = 1) Duration duplicateWindowWithoutId,
            @DefaultValue("12MB") DataSize maxBody,
            @DefaultValue("4MB") DataSize maxFile) {}

    /**
     * How commands are sent and looked after.
     *
     * @param textLimit characters in one command; longer texts become several
     * @param maxAttempts how often a command that WorkTool refused for a passing reason is tried
     * @param backOff the pause after a failed connection; doubles up to {@code maxBackOff}
     * @param maxBackOff the longest such pause
     * @param pauseWhenThrottled how long nothing is called after a 429 that does not say how long
     * @param poll how often a line looks for commands nobody woke it for
     * @param leaseRetry how often a hub asks for the line of a robot which another hub works
     * @param lookup how doubtful calls are looked up
     * @param results how missing results are asked for
     */
    record Sending(
            @DefaultValue("2000") @Min(1) int textLimit,
            @DefaultValue("5") @Min(1) int maxAttempts,
            @DefaultValue("1s") @DurationMin(millis = 1) Duration backOff,
            @DefaultValue("60s") @DurationMin(millis = 1) Duration maxBackOff,
            @DefaultValue("60s") @DurationMin(millis = 1) Duration pauseWhenThrottled,
            @DefaultValue("1s") @DurationMin(millis = 1) Duration poll,
            @DefaultValue("5s") @DurationMin(millis = 1) Duration leaseRetry,
            @DefaultValue @Valid Lookup lookup,
            @DefaultValue @Valid Results results) {}

    /**
     * How calls whose outcome is not known are looked up in WorkTool's list of calls.
     *
     * @param grace the pause between the call and the first look
     * @param pause between two looks
     * @param looks how many looks must find nothing before the command is sent again
     * @param clockSkew by how much WorkTool's clock may differ from ours
     * @param zone in which WorkTool writes times
     * @param pageSize rows asked for at a time
     * @param maxPages pages read in one look; a list that is longer leaves the matter open
     */
    record Lookup(
            @DefaultValue("2s") @DurationMin(millis = 0) Duration grace,
            @DefaultValue("10s") @DurationMin(millis = 1) Duration pause,
            @DefaultValue("2") @Min(1) int looks,
            @DefaultValue("2m") @DurationMin(millis = 0) Duration clockSkew,
            @DefaultValue("Asia/Shanghai") ZoneId zone,
            @DefaultValue("100") @Min(1) @Max(1000) int pageSize,
            @DefaultValue("20") @Min(1) int maxPages) {}

    /**
     * How results that were not called back are asked for.
     *
     * @param delay after the command was sent
     * @param interval between two questions
     * @param checks how often to ask; then a human has to look
     * @param keepUnmatched how long a result without a command of ours is kept
     */
    record Results(
            @DefaultValue("60s") @DurationMin(millis = 1) Duration delay,
            @DefaultValue("30s") @DurationMin(millis = 1) Duration interval,
            @DefaultValue("3") @Min(1) int checks,
            @DefaultValue("1d") @DurationMin(millis = 1) Duration keepUnmatched) {}

    /**
     * One robot.
     *
     * @param robotId WorkTool's id of the robot, which is the credential to send with
     * @param token what callbacks for this robot must carry
     * @param displayName under which it speaks in chats; by default the robot's name
     * @param flow id of the flow its messages start
     * @param signatureSecret if set, callbacks must carry an {@code X-Signature}: hexadecimal HMAC-SHA256 of the body
     * @param group the robots it belongs to; may choose its persona
     * @param type what it does; may choose its persona
     * @param persona id or role type of the persona it always speaks as
     */
    record RobotSettings(
            Secret robotId,
            Secret token,
            @Nullable String displayName,
            @DefaultValue("flow_message_routing") @NotBlank String flow,
            @Nullable Secret signatureSecret,
            @DefaultValue("") String group,
            @DefaultValue("") String type,
            @DefaultValue("") String persona) {

        RobotSettings {
            require(robotId, "robot-id", "Set it to the id WorkTool shows for the robot.");
            require(token, "token", "Set it to a long random text and register it in the callback address.");
            if (signatureSecret != null) {
                require(signatureSecret, "signature-secret", "Set it, or leave the key out if nobody signs.");
            }
        }

        @SuppressWarnings("ConstantValue") // binding passes null for what is not configured
        private static void require(@Nullable Secret secret, String key, String fix) {
            if (secret == null || !secret.present()) {
                throw new IllegalArgumentException("serai.worktool.robots.<name>." + key + " is missing. " + fix);
            }
        }
    }
}
