package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth apps that the sandbox's Coze knows, by the fingerprints of their public keys. One of them is for anybody to
 * try: its key pair is made when it is first needed, and lost with the sandbox.
 */
final class CozeApps {

    private static final String DEMO_APP = "1120000000001";
    private static final String DEMO_KEY = "sandbox_demo_key";
    private static final int KEY_BITS = 2048;

    private final Map<String, App> apps = new ConcurrentHashMap<>();
    private @Nullable KeyPair demo;

    /** An app and the public key it has registered. */
    record App(String appId, String keyId, RSAPublicKey key) {}

    Optional<App> find(String keyId) {
        if (DEMO_KEY.equals(keyId)) {
            return Optional.of(new App(DEMO_APP, DEMO_KEY, (RSAPublicKey) pair().getPublic()));
        }
        return Optional.ofNullable(apps.get(keyId));
    }

    /** The file that a hub needs to log in as the app for anybody. */
    ObjectNode demoFile(String host) {
        var key = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair().getPrivate().getEncoded());
        return Json.object()
                .put("app_id", DEMO_APP)
                .put("key_id", DEMO_KEY)
                .put("private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n")
                .put("aud", host);
    }

    void register(JsonNode body) {
        var app = Fields.text(body, "app_id");
        var key = Fields.text(body, "key_id");
        var pem = Fields.text(body, "public_key").replaceAll("-----(BEGIN|END) PUBLIC KEY-----|\\s", "");
        try {
            var decoded = new X509EncodedKeySpec(Base64.getDecoder().decode(pem));
            var known = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(decoded);
            apps.put(key, new App(app, key, known));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BadRequest("public_key: is not an RSA key in PEM; it begins with -----BEGIN PUBLIC KEY-----");
        }
    }

    private synchronized KeyPair pair() {
        if (demo == null) {
            try {
                var maker = KeyPairGenerator.getInstance("RSA");
                maker.initialize(KEY_BITS);
                demo = maker.generateKeyPair();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java knows RSA", e);
            }
        }
        return demo;
    }
}
