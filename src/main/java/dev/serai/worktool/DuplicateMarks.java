package dev.serai.worktool;

import dev.serai.queue.Mark;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Says by what a second copy of a message is known. WorkTool repeats messages with their id, and sometimes sends them
 * once with and once without it; but one person may say the same thing twice, then the ids differ.
 *
 * <ul>
 *   <li>with an id: a copy has the same id and the same content (different contents may share an id);
 *   <li>without: a copy has the same content, from the same sender in the same chat, within a short time;
 *   <li>one with and one without an id are copies within that same short time, whichever is first.
 * </ul>
 */
final class DuplicateMarks {

    private static final int KEY_BYTES = 16;

    private final WorkToolProperties.Callback settings;

    DuplicateMarks(WorkToolProperties.Callback settings) {
        this.settings = settings;
    }

    List<Mark> of(String robot, QaMessage message) {
        var content = content(robot, message);
        var key = key(content);
        var brief = settings.duplicateWindowWithoutId();
        if (message.messageId().isEmpty()) {
            return List.of(Mark.both("worktool|without|" + key, brief), Mark.look("worktool|with|" + key, brief));
        }
        var exact = key(sha256(message.messageId()), content);
        return List.of(
                Mark.both("worktool|id|" + exact, settings.duplicateWindow()),
                Mark.look("worktool|without|" + key, brief),
                Mark.leave("worktool|with|" + key, brief));
    }

    private static byte[] content(String robot, QaMessage message) {
        var digest = sha256();
        put(digest, robot);
        put(digest, message.group() ? "g" : "c");
        put(digest, message.chat());
        put(digest, message.receivedName());
        put(digest, message.rawSpoken().isEmpty() ? message.spoken() : message.rawSpoken());
        put(digest, message.fileBase64());
        digest.update(ByteBuffer.allocate(8)
                .putInt(message.roomType())
                .putInt(message.textType())
                .array());
        return digest.digest();
    }

    /** The length goes first, so that no two messages look alike by moving the border between two fields. */
    private static void put(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static byte[] sha256(String text) {
        return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(byte[]... parts) {
        var digest = sha256();
        for (var part : parts) {
            digest.update(part);
        }
        var half = ByteBuffer.allocate(KEY_BYTES).put(digest.digest(), 0, KEY_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(half.array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
