package dev.serai.access;

import dev.serai.vault.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The key by which a program shows that an administrator sent it. */
@Component
public class AdminKey {

    private static final String BEARER = "Bearer ";

    private final Secret key;

    AdminKey(AccessProperties settings) {
        this.key = settings.adminKey();
    }

    /**
     * Lets a call go on that shows the key, and every call as long as no key is configured.
     *
     * @param authorization as for {@link #require}
     * @throws NotAllowed that says what to send
     */
    public void requireIfConfigured(@Nullable String authorization) {
        if (key.present()) {
            require(authorization);
        }
    }

    /**
     * Lets a call go on that shows the key.
     *
     * @param authorization the header of that name, {@code Bearer} and the key
     * @throws NotAllowed that says what to send, or what to set if no key is configured
     */
    public void require(@Nullable String authorization) {
        if (!key.present()) {
            throw new NotAllowed("There is no admin key. Set the environment variable SERAI_ADMIN_KEY"
                    + " (serai.access.admin-key), restart the hub, and send it as Authorization: Bearer");
        }
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new NotAllowed("The admin key is missing. Send Authorization: Bearer and the key");
        }
        if (!key.matches(authorization.substring(BEARER.length()).strip())) {
            throw new NotAllowed("This is not the admin key of this hub (serai.access.admin-key)");
        }
    }
}
