package dev.serai.provider.coze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.serai.HandClock;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Spine;
import dev.serai.provider.StubServer;
import dev.serai.provider.Wire;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowTarget;
import dev.serai.vault.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** How an OAuth app gets, keeps and renews its access token. */
@Timeout(60)
class CozeOAuthTests {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final WorkflowTarget TARGET =
            new WorkflowTarget("translation", "73", new WorkflowTarget.Options(null, null, "1024", null));
    private static final String RAN = "{\"code\":0,\"msg\":\"\",\"data\":\"好\"}";
    private static KeyPair keys;

    private final StubServer server = new StubServer();
    private final Spine spine = Spine.calls();
    private final Wire wire = spine.wire("stub");
    private final HandClock clock = new HandClock(NOW);

    @BeforeAll
    static void makeKeys() throws NoSuchAlgorithmException {
        keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    }

    @AfterEach
    void stop() {
        server.close();
        spine.close();
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private CozeProvider provider(String session, Duration duration) {
        var app = new CozeProperties.OAuth("1120", "key-1", Secret.of(pem()), "", session, duration);
        return new Coze(new CozeProperties(server.url(), Secret.of("pat_unused"), "", app), clock).workflows();
    }

    private CozeProvider provider() {
        return provider("", Duration.ofHours(1));
    }

    private CozeProvider providerOf(Path file) {
        var settings = new CozeProperties(server.url(), Secret.none(), file.toString(), Coze.noApp());
        return new Coze(settings, clock).workflows();
    }

    private void gives(String token, Duration life) {
        server.then(exchange -> StubServer.json(
                        200,
                        "{\"access_token\":\"%s\",\"expires_in\":%d,\"token_type\":\"Bearer\"}"
                                .formatted(token, clock.instant().plus(life).getEpochSecond()))
                .give(exchange));
    }

    private void runs() {
        server.then(StubServer.json(200, RAN));
    }

    private WorkflowAnswer run(CozeProvider provider) {
        return provider.run(TARGET, Map.of(), wire);
    }

    private List<String> paths() {
        return server.calls().stream().map(StubServer.Call::path).toList();
    }

    private SignedJWT assertion(int call) throws Exception {
        return SignedJWT.parse(server.calls().get(call).authorization().substring("Bearer ".length()));
    }

    @Test
    void provesWhoWeAreByASignedAssertion() throws Exception {
        gives("czs_1", Duration.ofHours(1));
        runs();

        run(provider("user-7", Duration.ofHours(1)));

        var jwt = assertion(0);
        var claims = jwt.getJWTClaimsSet();
        assertThat(paths()).containsExactly("/api/permission/oauth2/token", "/v1/workflow/run");
        assertThat(jwt.getHeader().toJSONObject()).isEqualTo(Map.of("alg", "RS256", "typ", "JWT", "kid", "key-1"));
        assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic())))
                .isTrue();
        assertThat(claims.getIssuer()).isEqualTo("1120");
        assertThat(claims.getAudience()).containsExactly("127.0.0.1");
        assertThat(claims.getIssueTime()).isEqualTo(NOW);
        assertThat(claims.getExpirationTime()).isAfter(NOW);
        assertThat(claims.getJWTID()).hasSizeGreaterThan(32);
        assertThat(claims.getClaim("session_name")).isEqualTo("user-7");
        assertThat(new ObjectMapper().readTree(server.calls().getFirst().body()))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"grant_type":"urn:ietf:params:oauth:grant-type:jwt-bearer","duration_seconds":3600}"""));
        assertThat(server.calls().get(1).authorization()).isEqualTo("Bearer czs_1");
    }

    @Test
    void keepsATokenForFiftyMinutesOfItsHour() throws Exception {
        gives("czs_1", Duration.ofHours(1));
        runs();
        runs();
        gives("czs_2", Duration.ofHours(1));
        runs();
        var provider = provider();

        run(provider);
        clock.set(NOW.plus(Duration.ofMinutes(50)).minusSeconds(1));
        run(provider);
        clock.set(NOW.plus(Duration.ofMinutes(50)));
        run(provider);

        assertThat(paths())
                .containsExactly(
                        "/api/permission/oauth2/token",
                        "/v1/workflow/run",
                        "/v1/workflow/run",
                        "/api/permission/oauth2/token",
                        "/v1/workflow/run");
        assertThat(server.calls().getLast().authorization()).isEqualTo("Bearer czs_2");
        assertThat(assertion(0).getJWTClaimsSet().getJWTID())
                .isNotEqualTo(assertion(3).getJWTClaimsSet().getJWTID());
    }

    @ParameterizedTest
    @CsvSource({"3600,3000", "900,750", "180,150", "100,70", "31,1", "20,-10"})
    void renewsAtFiveSixthsAndNeverLaterThanThirtySecondsBeforeTheEnd(long life, long renewed) {
        var grant = CozeGrant.of(Secret.of("t"), NOW, NOW.plusSeconds(life));

        assertThat(grant.renewAt()).isEqualTo(NOW.plusSeconds(renewed));
    }

    @Test
    void usesTheOldTokenAsLongAsItIsGoodIfARenewalFails() {
        gives("czs_1", Duration.ofHours(1));
        runs();
        server.then(StubServer.json(503, ""));
        runs();
        runs();
        server.then(StubServer.json(503, ""));
        var provider = provider();

        run(provider);
        clock.set(NOW.plus(Duration.ofMinutes(55)));
        run(provider);
        run(provider);
        clock.set(NOW.plus(Duration.ofMinutes(60)).minusSeconds(30));
        var error = catchThrowableOfType(ProviderException.ServerError.class, () -> run(provider));

        assertThat(paths().stream().filter(path -> path.endsWith("/token"))).hasSize(3);
        assertThat(server.calls().get(3).authorization()).isEqualTo("Bearer czs_1");
        assertThat(error).hasMessageContaining("OAuth token");
        assertThat(error.retryable()).isTrue();
    }

    @Test
    void asksOnceForTwoHundredCallersAtTheSameMoment() throws Exception {
        gives("czs_1", Duration.ofHours(1));
        runs();
        var provider = provider();
        var callers = new ArrayList<Callable<WorkflowAnswer>>();
        for (var i = 0; i < 200; i++) {
            callers.add(() -> run(provider));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(callers)).hasSize(200).allSatisfy(call -> assertThat(call.state())
                    .isEqualTo(Future.State.SUCCESS));
        }

        assertThat(paths().stream().filter(path -> path.endsWith("/token"))).hasSize(1);
        assertThat(paths()).hasSize(201);
    }

    @ParameterizedTest
    @CsvSource({"401", "200"})
    void renewsARefusedTokenAndMakesTheCallOnceMore(int status) {
        gives("czs_1", Duration.ofHours(1));
        server.then(StubServer.json(status, "{\"code\":700012006,\"msg\":\"access token invalid\"}"));
        gives("czs_2", Duration.ofHours(1));
        runs();

        var answer = run(provider());

        assertThat(answer.content()).isEqualTo("好");
        assertThat(paths()).hasSize(4);
        assertThat(server.calls().getLast().authorization()).isEqualTo("Bearer czs_2");
    }

    @Test
    void renewsOnlyOnce() {
        gives("czs_1", Duration.ofHours(1));
        server.then(StubServer.json(401, "{\"code\":700012006,\"msg\":\"access token invalid\"}"));
        gives("czs_2", Duration.ofHours(1));
        server.then(StubServer.json(401, "{\"code\":700012006,\"msg\":\"czs_2 is invalid\"}"));

        var error = catchThrowableOfType(ProviderException.Unauthorized.class, () -> run(provider()));

        assertThat(paths()).hasSize(4);
        assertThat(error).hasMessageContaining("700012006").hasMessageNotContaining("czs_2");
    }

    @Test
    void aPersonalTokenThatIsRefusedIsNotTriedAgain() {
        server.then(StubServer.json(401, "{\"code\":4100,\"msg\":\"authentication is invalid\"}"));

        assertThatThrownBy(() -> run(Coze.by(server.url(), Secret.of("pat_1")).workflows()))
                .isInstanceOf(ProviderException.Unauthorized.class);

        assertThat(paths()).containsExactly("/v1/workflow/run");
    }

    @Test
    void saysClearlyWhyThereIsNoToken() {
        server.then(StubServer.json(
                        401, "{\"error_code\":\"invalid_client\",\"error_message\":\"unknown kid\",\"error\":\"\"}"))
                .then(StubServer.json(200, "{\"code\":4100,\"msg\":\"authentication is invalid\"}"));
        gives("czs_late", Duration.ofSeconds(-5));
        var provider = provider();

        var refused = catchThrowableOfType(ProviderException.Unauthorized.class, () -> run(provider));
        var empty = catchThrowableOfType(ProviderException.Unauthorized.class, () -> run(provider));
        var late = catchThrowableOfType(ProviderException.Unauthorized.class, () -> run(provider));

        assertThat(refused)
                .hasMessageContaining("OAuth app 1120: invalid_client unknown kid; check app_id, key_id, private_key");
        assertThat(empty).hasMessageContaining("4100 authentication is invalid");
        assertThat(late).hasMessageContaining("clock");
    }

    @Test
    void readsTheFileOfAnApp(@TempDir Path folder) throws Exception {
        var file = folder.resolve("oauth.json");
        Files.writeString(
                file,
                new ObjectMapper()
                        .createObjectNode()
                        .put("app_id", "1120")
                        .put("key_id", "key-1")
                        .put("private_key", pem())
                        .put("aud", "api.coze.cn")
                        .toString());
        gives("czs_1", Duration.ofHours(1));
        runs();
        var provider = providerOf(file);

        run(provider);

        assertThat(provider.validateConfig(TARGET)).isEmpty();
        assertThat(assertion(0).getJWTClaimsSet().getAudience()).containsExactly("api.coze.cn");
    }

    @Test
    void saysWhatIsWrongWithTheFile(@TempDir Path folder) throws IOException {
        var noKey = folder.resolve("no-key.json");
        Files.writeString(noKey, "{\"app_id\":\"1120\",\"key_id\":\"k\",\"private_key\":\"c2VjcmV0\"}");
        var noId = folder.resolve("no-id.json");
        Files.writeString(noId, "{\"key_id\":\"k\"}");

        assertThat(providerOf(noKey).validateConfig(TARGET))
                .singleElement()
                .asString()
                .contains("COZE_OAUTH_FILE", "no-key.json", "private_key: is not an RSA key in PKCS8 PEM")
                .doesNotContain("c2VjcmV0");
        assertThat(providerOf(noId).validateConfig(TARGET))
                .singleElement()
                .asString()
                .contains("app_id: is missing");
        assertThat(providerOf(folder.resolve("none.json")).validateConfig(TARGET))
                .singleElement()
                .asString()
                .contains("none.json", "NoSuchFileException");
        assertThatThrownBy(() -> run(providerOf(noId))).isInstanceOf(ProviderException.Unauthorized.class);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void refusesALifeThatCozeDoesNotGive() {
        assertThatThrownBy(() -> provider("", Duration.ofDays(1))).hasMessageContaining("86399s");
    }

    @Test
    void theAppShowsItsKeyToNobody() {
        var app = CozeApp.of("1120", "k", pem(), "", new CozeApp.Terms("", Duration.ofHours(1)));

        assertThat(app).hasToString("Coze OAuth app 1120");
    }

    @Test
    void readsAnAppFromSettings() throws Exception {
        var lines = Map.of(
                "serai.provider.coze.base-url", server.url().toString(),
                "serai.provider.coze.oauth.app-id", "77",
                "serai.provider.coze.oauth.key-id", "key-9",
                "serai.provider.coze.oauth.private-key",
                        pem().replace("\r\n", "\\n").replace("\n", "\\n"),
                "serai.provider.coze.oauth.duration", "15m");
        var settings = new Binder(new MapConfigurationPropertySource(lines))
                .bind("serai.provider.coze", CozeProperties.class)
                .get();
        gives("czs_1", Duration.ofMinutes(15));
        runs();

        run(new Coze(settings, clock).workflows());

        assertThat(assertion(0).getHeader().getKeyID()).isEqualTo("key-9");
        assertThat(assertion(0).getJWTClaimsSet().getIssuer()).isEqualTo("77");
        assertThat(server.calls().getFirst().body()).contains("\"duration_seconds\":900");
        assertThat(settings.toString()).doesNotContain("PRIVATE KEY");
    }
}
