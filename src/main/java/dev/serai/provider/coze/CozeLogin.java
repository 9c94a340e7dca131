package dev.serai.provider.coze;

import dev.serai.vault.Secret;

/** As whom we call Coze. */
sealed interface CozeLogin {

    /** With a token that somebody made for us and that we cannot renew. */
    record Token(Secret secret) implements CozeLogin {}

    /** With tokens that an OAuth app of ours gets. */
    record App(CozeApp app) implements CozeLogin {}

    /** Not at all; the sentence says what to set. */
    record Missing(String problem) implements CozeLogin {}
}
