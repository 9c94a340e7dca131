package dev.serai.provider;

import dev.serai.vault.Secret;
import java.net.URI;

/**
 * Where a model is asked and with which key.
 *
 * @param baseUrl in front of the protocol's paths
 * @param key sent to this endpoint only
 */
public record Access(URI baseUrl, Secret key) {

    /** The model's own endpoint and key where it has them. The protocol's key never goes to another endpoint. */
    public static Access of(ChatTarget target, Access protocol) {
        var account = target.account();
        if (account.baseUrl() != null) {
            return new Access(account.baseUrl(), account.apiKey());
        }
        return account.apiKey().present() ? new Access(protocol.baseUrl(), account.apiKey()) : protocol;
    }

    /** The address of a path below a version, which the endpoint may name already: {@code v1} and {@code messages}. */
    public URI at(String version, String path) {
        var base = baseUrl.toString().replaceAll("/+$", "");
        return URI.create(base.endsWith("/" + version) ? base + "/" + path : base + "/" + version + "/" + path);
    }
}
