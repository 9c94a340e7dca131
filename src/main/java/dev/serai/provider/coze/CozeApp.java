package dev.serai.provider.coze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/**
 * An OAuth app of ours at Coze: by its key it proves who we are, and gets access tokens for that.
 *
 * @param audience the host that tokens are for; empty means that of the base URL
 */
record CozeApp(String appId, String keyId, PrivateKey key, String audience, Terms terms) {

    /** Long enough for clocks that differ a little, of no use to anybody later. */
    private static final Duration VALID = Duration.ofMinutes(10);

    private static final int RANDOM_BYTES = 36;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What an app's tokens are asked for with.
     *
     * @param sessionName empty for none
     */
    record Terms(String sessionName, Duration duration) {}

    /**
     * Reads the file of an OAuth app.
     *
     * @throws IllegalArgumentException that says what is wrong with the file, and never what the key is
     */
    static CozeApp ofFile(Path file, Terms terms) {
        JsonNode app;
        try {
            app = JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + file + "' cannot be read as JSON ("
                    + e.getClass().getSimpleName()
                    + "); it needs app_id, key_id, private_key and aud, as Coze's page of OAuth apps shows them");
        }
        try {
            return of(text(app, "app_id"), text(app, "key_id"), text(app, "private_key"), text(app, "aud"), terms);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + file + "': " + e.getMessage(), e.getCause());
        }
    }

    /** @throws IllegalArgumentException as {@link #ofFile} */
    static CozeApp of(String appId, String keyId, String privateKey, String audience, Terms terms) {
        return new CozeApp(
                required(appId, "app_id", "the id of the OAuth app"),
                required(keyId, "key_id", "the fingerprint of the app's public key"),
                key(privateKey),
                audience.strip(),
                terms);
    }

    /** A proof of who we are, good for one request: RS256 with {@code kid}, {@code jti} never used before. */
    String assertion(String host, Instant now) {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        var claims = new JWTClaimsSet.Builder()
                .issuer(appId)
                .audience(audience.isEmpty() ? host : audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALID)))
                .jwtID(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        if (!terms.sessionName().isEmpty()) {
            claims.claim("session_name", terms.sessionName());
        }
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(keyId)
                .build();
        var jwt = new SignedJWT(header, claims.build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("private_key: cannot sign; use an RSA key of 2048 bits or more", e);
        }
        return jwt.serialize();
    }

    @Override
    public String toString() {
        return "Coze OAuth app " + appId;
    }

    private static PrivateKey key(String pem) {
        var body = pem.replace("\\n", "\n")
                .replace("-----BEGIN PRIVATE KEY-----", "")
                .replace("-----END PRIVATE KEY-----", "")
                .replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("private_key: is not an RSA key in PKCS8 PEM; it begins with"
                    + " -----BEGIN PRIVATE KEY-----, and Coze offers it once, when the key is made");
        }
    }

    private static String text(JsonNode app, String field) {
        return app.path(field).asText("");
    }

    private static String required(String value, String field, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + ": is missing; give " + what);
        }
        return value.strip();
    }
}
