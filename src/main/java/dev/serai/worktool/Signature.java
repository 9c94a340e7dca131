package dev.serai.worktool;

import dev.serai.vault.Hmac;

/** Checks callbacks of robots that are configured to sign them; WorkTool itself does not, a proxy before it may. */
final class Signature {

    private Signature() {}

    /** True if the robot's callbacks need no signature or this is the right one for the body as it came. */
    static boolean valid(RobotAccount account, CallbackBody body, String signature) {
        var secret = account.signatureSecret();
        if (secret == null) {
            return true;
        }
        return body instanceof CallbackBody.Raw raw && Hmac.signs(secret, raw.bytes(), signature);
    }
}
