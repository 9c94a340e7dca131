package dev.serai.provider.coze;

import dev.serai.provider.ChatTarget;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** The accounts at Coze that settings speak of. */
@Component
class CozeAccounts {

    private static final String OAUTH_FILE = "oauth_file";

    private final CozeProperties settings;
    private final CozeApp.Terms terms;
    private final CozeAccount own;

    CozeAccounts(CozeProperties settings) {
        this.settings = settings;
        this.terms = new CozeApp.Terms(
                settings.oauth().sessionName(), settings.oauth().duration());
        this.own = new CozeAccount(settings.baseUrl(), ownLogin());
    }

    /** The one that {@code serai.provider.coze} describes. */
    CozeAccount own() {
        return own;
    }

    /** A bot's own account if it has one; our token never goes to an address that is not ours. */
    CozeAccount of(ChatTarget target) {
        var account = target.account();
        var address = account.baseUrl() == null ? settings.baseUrl() : account.baseUrl();
        var file = account.options().getOrDefault(OAUTH_FILE, "");
        if (!file.isBlank()) {
            return new CozeAccount(address, fromFile("the option oauth_file of " + target.name(), file));
        }
        if (account.apiKey().present()) {
            return new CozeAccount(address, new CozeLogin.Token(account.apiKey()));
        }
        if (account.baseUrl() == null) {
            return own;
        }
        return new CozeAccount(
                address,
                new CozeLogin.Missing("There is no Coze token for " + target.name() + ". Set its api-key, or"
                        + " leave out its base-url so that COZE_API_TOKEN is used."));
    }

    private CozeLogin ownLogin() {
        if (!settings.oauthFile().isBlank()) {
            return fromFile("serai.provider.coze.oauth-file", settings.oauthFile());
        }
        if (settings.oauth().present()) {
            return fromSettings(settings.oauth());
        }
        return settings.token().present()
                ? new CozeLogin.Token(settings.token())
                : new CozeLogin.Missing("There is no Coze token. Set the environment variable COZE_API_TOKEN, or"
                        + " COZE_OAUTH_FILE for an OAuth app.");
    }

    private CozeLogin fromFile(String setting, String file) {
        try {
            return new CozeLogin.App(CozeApp.ofFile(Path.of(file), terms));
        } catch (IllegalArgumentException e) {
            return new CozeLogin.Missing("%s (COZE_OAUTH_FILE): %s.".formatted(setting, e.getMessage()));
        }
    }

    private CozeLogin fromSettings(CozeProperties.OAuth oauth) {
        try {
            return new CozeLogin.App(
                    CozeApp.of(oauth.appId(), oauth.keyId(), oauth.privateKey().reveal(), oauth.aud(), terms));
        } catch (IllegalArgumentException e) {
            return new CozeLogin.Missing("serai.provider.coze.oauth: %s.".formatted(e.getMessage()));
        }
    }
}
