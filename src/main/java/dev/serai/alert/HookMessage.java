package dev.serai.alert;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.vault.Hmac;
import dev.serai.vault.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A notification as the group robots of Feishu, DingTalk and WeCom and webhooks of one's own want it.
 *
 * @param target the address with all it needs
 * @param body JSON
 * @param signature of the body, for webhooks; empty if there is nothing to sign with
 */
record HookMessage(String target, String body, String signature) {

    /** WeCom takes 2048 bytes, the others ten times as much. */
    private static final int WECOM_BYTES = 2048;

    private static final int BYTES = 18_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static HookMessage of(AlertProperties.Hook hook, Claim claim, Instant now) {
        return switch (hook.channel()) {
            case FEISHU -> feishu(hook, claim, now);
            case DINGTALK -> dingtalk(hook, claim, now);
            case WECOM -> wecom(hook, claim);
            case WEBHOOK -> webhook(hook, claim);
            case ROBOT, POPUP, EMAIL -> throw new IllegalArgumentException(hook.channel() + " is no hook");
        };
    }

    private static HookMessage feishu(AlertProperties.Hook hook, Claim claim, Instant now) {
        var json = JSON.createObjectNode();
        if (hook.secret().present()) {
            var timestamp = String.valueOf(now.getEpochSecond());
            json.put("timestamp", timestamp);
            json.put(
                    "sign",
                    base64(hmac(Secret.of(timestamp + "\n" + hook.secret().reveal()), "")));
        }
        json.put("msg_type", "text");
        // a text may call people by <at ...>; only its author may, and not who is quoted in it
        var harmless = claim.content().replace("<at", "＜at").replace("<AT", "＜AT");
        json.putObject("content").put("text", cut(harmless, BYTES));
        return plain(hook, json);
    }

    private static HookMessage dingtalk(AlertProperties.Hook hook, Claim claim, Instant now) {
        var json = JSON.createObjectNode().put("msgtype", "text");
        json.putObject("text").put("content", cut(claim.content(), BYTES));
        if (!hook.secret().present()) {
            return plain(hook, json);
        }
        var timestamp = String.valueOf(now.toEpochMilli());
        var signed = timestamp + "\n" + hook.secret().reveal();
        var sign = URLEncoder.encode(base64(hmac(hook.secret(), signed)), StandardCharsets.UTF_8);
        var target = hook.url().reveal();
        return new HookMessage(
                target + (target.contains("?") ? "&" : "?") + "timestamp=" + timestamp + "&sign=" + sign,
                json.toString(),
                "");
    }

    private static HookMessage wecom(AlertProperties.Hook hook, Claim claim) {
        var json = JSON.createObjectNode().put("msgtype", "text");
        json.putObject("text").put("content", cut(claim.content(), WECOM_BYTES));
        return plain(hook, json);
    }

    private static HookMessage webhook(AlertProperties.Hook hook, Claim claim) {
        var alert = claim.alertId();
        var body = JSON.createObjectNode()
                .put("id", claim.id().toString())
                .put("alertId", alert == null ? null : alert.toString())
                .put("text", claim.content())
                .put("createdAt", claim.createdAt().toString())
                .toString();
        var secret = hook.secret();
        return new HookMessage(
                hook.url().reveal(), body, secret.present() ? HexFormat.of().formatHex(hmac(secret, body)) : "");
    }

    private static HookMessage plain(AlertProperties.Hook hook, ObjectNode json) {
        return new HookMessage(hook.url().reveal(), json.toString(), "");
    }

    /** The beginning of a text that fits in so many bytes, never half a character. */
    static String cut(String text, int bytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return text;
        }
        var kept = new StringBuilder();
        int left = bytes - "…".getBytes(StandardCharsets.UTF_8).length;
        for (int codePoint : text.codePoints().toArray()) {
            left -= Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.append('…').toString();
    }

    private static byte[] hmac(Secret key, String text) {
        return Hmac.sha256(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
