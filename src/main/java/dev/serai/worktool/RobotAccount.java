package dev.serai.worktool;

import dev.serai.vault.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A robot with its credentials, for this module alone.
 *
 * @param robot as everybody may know it
 * @param robotId the credential to send with
 * @param token what callbacks must carry
 * @param signatureSecret by which callbacks must be signed, if they must
 */
record RobotAccount(
        Robot robot, Secret robotId, Secret token, @Nullable Secret signatureSecret) {

    String name() {
        return robot.name();
    }
}
