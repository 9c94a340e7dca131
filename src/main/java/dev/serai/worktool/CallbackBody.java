package dev.serai.worktool;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What a callback brought, in one of the two forms in which WorkTool sends it. */
sealed interface CallbackBody {

    /** Text, as it came. */
    final class Raw implements CallbackBody {

        private final byte[] bytes;

        Raw(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes themselves, not a copy: this is a busy road and nobody changes them. */
        byte[] bytes() {
            return bytes;
        }
    }

    /** A form. */
    record Form(Map<String, String> fields) implements CallbackBody {}

    /** Reads the body of a request. The routes keep Camel from taking forms apart, for it leaves their escapes in. */
    static CallbackBody of(Exchange exchange) {
        var message = exchange.getMessage();
        var type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class).toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            return new Form(parts(message));
        }
        var bytes = bytes(message);
        return type.startsWith("application/x-www-form-urlencoded") && bytes.length > 0
                ? new Form(decode(new String(bytes, StandardCharsets.UTF_8)))
                : new Raw(bytes);
    }

    private static byte[] bytes(Message message) {
        var bytes = message.getBody(byte[].class);
        return bytes == null ? new byte[0] : bytes;
    }

    /** The web server leaves the parts of a form among the headers. */
    private static Map<String, String> parts(Message message) {
        var parts = new HashMap<String, String>();
        for (var name : QaMessageReader.FIELDS) {
            if (message.getHeader(name) instanceof String text) {
                parts.put(name, text);
            }
        }
        return parts;
    }

    private static Map<String, String> decode(String form) {
        var fields = new HashMap<String, String>();
        for (int from = 0; from < form.length(); ) {
            int end = form.indexOf('&', from);
            end = end < 0 ? form.length() : end;
            int equals = form.indexOf('=', from);
            if (equals > from && equals < end) {
                fields.put(decode(form, from, equals), decode(form, equals + 1, end));
            }
            from = end + 1;
        }
        return fields;
    }

    private static String decode(String form, int from, int to) {
        try {
            return URLDecoder.decode(form.substring(from, to), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedCallback("is a form with a broken escape", e);
        }
    }
}
