package dev.serai.console;

import dev.serai.access.AdminKey;
import dev.serai.vault.Resealing;
import dev.serai.vault.Vault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Under which key secrets are sealed. */
@RestController
class VaultApi {

    /** The id of the newest key, which tells nothing about it. */
    record Key(String key) {}

    /** What became of the values of each store. */
    record Rotation(String key, List<Resealing.Report> stores) {}

    private final Vault vault;
    private final Resealing resealing;
    private final AdminKey admin;

    VaultApi(Vault vault, Resealing resealing, AdminKey admin) {
        this.vault = vault;
        this.resealing = resealing;
        this.admin = admin;
    }

    @GetMapping("/api/vault")
    Reply key() {
        return Reply.of(new Key(vault.currentKey()));
    }

    /** Seals all that is kept under older keys anew; may be repeated. */
    @PostMapping("/api/vault/rotate")
    Reply rotate(@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        admin.requireIfConfigured(authorization);
        return Reply.of(new Rotation(vault.currentKey(), resealing.run()));
    }
}
