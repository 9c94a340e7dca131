package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in the background, questions and answers, OAuth and bots of the sandbox's Coze. */
class CozeServerTests {

    private static final String ASYNC =
            "{\"workflow_id\":\"%s\",\"parameters\":{\"input\":\"Hello\"},\"is_async\":true,\"ext\":{\"user_id\":\"u7\"}}";
    private static final String GRANT = "{\"grant_type\":\"urn:ietf:params:oauth:grant-type:jwt-bearer\"%s}";

    @RegisterExtension
    static final SandboxPerClass SANDBOX = new SandboxPerClass();

    private static final Client client = SANDBOX.client();

    private static JsonNode post(String path, String body) {
        return Client.json(client.postAs(SandboxOptions.DEMO_TOKEN, path, body));
    }

    private static JsonNode get(String path) {
        return Client.json(client.send(client.request(path)
                .header("Authorization", "Bearer " + SandboxOptions.DEMO_TOKEN)
                .GET()));
    }

    private static JsonNode history(String workflow, String id) {
        var answer = get("/v1/workflows/" + workflow + "/run_histories/" + id);
        return answer.path("data").path(0);
    }

    private static String begin(String workflow) {
        return post("/v1/workflow/run", ASYNC.formatted(workflow))
                .path("execute_id")
                .asText();
    }

    @Test
    void startsARunInTheBackgroundThatEndsAfterItWasAskedFor() {
        client.put("/sandbox/coze", "{\"polls\":2}");
        var started = post("/v1/workflow/run", ASYNC.formatted(DemoReplies.CUSTOMER_SERVICE));
        var id = started.path("execute_id").asText();

        var first = history(DemoReplies.CUSTOMER_SERVICE, id);
        var second = history(DemoReplies.CUSTOMER_SERVICE, id);
        var third = history(DemoReplies.CUSTOMER_SERVICE, id);

        assertThat(started.path("code").asInt(-1)).isZero();
        assertThat(started.has("data")).isFalse();
        assertThat(first.path("execute_status").asText()).isEqualTo("Running");
        assertThat(second.path("execute_status").asText()).isEqualTo("Running");
        assertThat(third.path("execute_status").asText()).isEqualTo("Success");
        assertThat(third.path("execute_id").isTextual()).isTrue();
        assertThat(third.path("run_mode").asInt()).isEqualTo(2);
        assertThat(third.path("connector_uid").asText()).isEqualTo("u7");
        assertThat(third.path("error_code").asText("x")).isEmpty();
        assertThat(third.path("is_output_trimmed").isBoolean()).isTrue();
        var outputs = Client.json(third.path("output").asText());
        assertThat(outputs.path("Output").asText()).startsWith("{\"output\":");
        var node = third.path("node_execute_status").path("输出");
        var whole = get("/v1/workflows/" + DemoReplies.CUSTOMER_SERVICE + "/run_histories/" + id + "/execute_nodes/"
                + node.path("node_execute_uuid").asText());
        assertThat(whole.path("data").path("node_output").asText())
                .isEqualTo(outputs.path("输出").asText())
                .isNotEmpty();
    }

    @Test
    void tellsAFailureInTheBackgroundWithItsCodeAsText() {
        script("""
                [{"service":"coze","match":{"workflowId":"42"},"reply":{"error":{"code":5000,"message":"[720712000] 失败"}}}]""");
        client.put("/sandbox/coze", "{\"polls\":0}");

        var row = history("42", begin("42"));

        assertThat(row.path("execute_status").asText()).isEqualTo("Fail");
        assertThat(row.path("error_code").isTextual()).isTrue();
        assertThat(row.path("error_code").asText()).isEqualTo("5000");
        assertThat(row.path("error_message").asText()).isEqualTo("[720712000] 失败");
    }

    @Test
    void refusesRunsInTheBackgroundWhereThePlanHasNone() {
        client.put("/sandbox/coze", "{\"async\":false}");

        assertThat(post("/v1/workflow/run", ASYNC.formatted("1")).path("code").asInt())
                .isEqualTo(6003);
    }

    @Test
    void knowsNoRunOfAnotherWorkflow() {
        var id = begin(DemoReplies.TRANSLATION);

        assertThat(get("/v1/workflows/1/run_histories/" + id).path("code").asInt())
                .isEqualTo(4314);
        assertThat(get("/v1/workflows/" + DemoReplies.TRANSLATION + "/run_histories/1")
                        .path("code")
                        .asInt())
                .isEqualTo(4314);
    }

    private static String resume(JsonNode interrupt, String data) {
        return Json.write(Json.object()
                .put("workflow_id", CozeDemo.WEATHER)
                .put("event_id", interrupt.path("event_id").asText())
                .put("interrupt_type", interrupt.path("type").asInt())
                .put("resume_data", data));
    }

    private static JsonNode interrupted() {
        return post("/v1/workflow/run", "{\"workflow_id\":\"" + CozeDemo.WEATHER + "\"}")
                .path("interrupt_data");
    }

    @Test
    void goesOnWithAnAnswerInOnePieceAndPieceByPiece() {
        var whole = post("/v1/workflows/resume", resume(interrupted(), "杭州，明天"));
        var stream =
                client.postAs(SandboxOptions.DEMO_TOKEN, "/v1/workflow/stream_resume", resume(interrupted(), "杭州，明天"));

        assertThat(whole.path("data").asText()).isEqualTo("{\"output\":\"杭州，明天：晴，22到30度\"}");
        assertThat(stream.body()).startsWith("id: 0\nevent: Message\n").contains("event: Done");
    }

    @Test
    void refusesAnAnswerThatNobodyWaitsFor() {
        var interrupt = interrupted();
        var another = Json.object()
                .put("event_id", interrupt.path("event_id").asText())
                .put("type", 5);

        assertThat(post("/v1/workflows/resume", resume(another, "x"))
                        .path("code")
                        .asInt())
                .isEqualTo(4000);
        assertThat(post("/v1/workflows/resume", resume(interrupt, "x"))
                        .path("code")
                        .asInt())
                .isZero();
        assertThat(post("/v1/workflows/resume", resume(interrupt, "x"))
                        .path("code")
                        .asInt())
                .isEqualTo(4315);
        assertThat(post("/v1/workflows/resume", "{\"workflow_id\":\"1\"}")
                        .path("code")
                        .asInt())
                .isEqualTo(4000);
    }

    @Test
    void givesUpAfterTheThirdAnswerThatDoesNotFit() {
        script("""
                [{"service":"coze","reply":{"interrupt":{"question":"哪个城市？","type":2}}}]""");
        var interrupt = interrupted();
        for (var i = 0; i < 2; i++) {
            interrupt = post("/v1/workflows/resume", resume(interrupt, "?")).path("interrupt_data");
            assertThat(interrupt.path("event_id").asText()).isNotEmpty();
        }

        assertThat(post("/v1/workflows/resume", resume(interrupt, "?"))
                        .path("code")
                        .asInt())
                .isEqualTo(5000);
    }

    @Test
    void saysWhatIsScriptedForTheAnswer() {
        script("""
                [{"service":"coze","times":1,"reply":{"interrupt":{"question":"?","type":5,"then":{"text":"谢谢"}}}}]""");
        var interrupt = interrupted();

        assertThat(Client.json(interrupt.path("data").asText())
                        .path("content_type")
                        .asText())
                .isEqualTo("text");
        assertThat(post("/v1/workflows/resume", resume(interrupt, "a"))
                        .path("data")
                        .asText())
                .isEqualTo("{\"output\":\"谢谢\"}");
    }

    private static String assertion(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        var file = client.get("/sandbox/coze/oauth");
        var pem = file.path("private_key").asText().replaceAll("-----[A-Z ]+-----|\\s", "");
        var key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        return assertion(change, file.path("key_id").asText(), key);
    }

    private static String assertion(UnaryOperator<JWTClaimsSet.Builder> change, String kid, PrivateKey key)
            throws Exception {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(client.get("/sandbox/coze/oauth").path("app_id").asText())
                .audience("127.0.0.1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(900)))
                .jwtID(UUID.randomUUID().toString());
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(kid)
                .build();
        var jwt = new SignedJWT(header, change.apply(claims).build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static HttpResponse<String> token(String assertion, String more) {
        return client.postAs(assertion, "/api/permission/oauth2/token", GRANT.formatted(more));
    }

    @Test
    void givesATokenForASignedAssertionUntilItIsCalledIn() throws Exception {
        var before = Instant.now().getEpochSecond();
        var response = token(assertion(UnaryOperator.identity()), ",\"duration_seconds\":600,\"scope\":null");
        var answer = Client.json(response);
        var token = answer.path("access_token").asText();
        var hello = "{\"workflow_id\":\"" + DemoReplies.TRANSLATION + "\",\"parameters\":{\"input\":\"Hello\"}}";

        var ran = Client.json(client.postAs(token, "/v1/workflow/run", hello));
        client.delete("/sandbox/coze/tokens");
        var refused = client.postAs(token, "/v1/workflow/run", hello);

        assertThat(answer.properties()).hasSize(3);
        assertThat(token).startsWith("czs_");
        assertThat(answer.path("expires_in").asLong()).isBetween(before + 599, before + 602);
        assertThat(ran.path("code").asInt(-1)).isZero();
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Client.json(refused).path("code").asInt()).isEqualTo(700_012_006);
        assertThat(client.get("/sandbox/coze").path("tokensIssued").asInt()).isEqualTo(1);
    }

    @Test
    void takesTheHostWithItsPortToo() throws Exception {
        var hostAndPort = "127.0.0.1:" + SANDBOX.sandbox().port();

        assertThat(token(assertion(claims -> claims.audience(hostAndPort)), "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesAnAssertionOnce() throws Exception {
        var assertion = assertion(UnaryOperator.identity());

        assertThat(token(assertion, "").statusCode()).isEqualTo(200);
        var again = token(assertion, "");

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(Client.json(again).path("error_code").asText()).isEqualTo("invalid_request");
        assertThat(Client.json(again).path("error_message").asText()).contains("jti");
    }

    @ParameterizedTest
    @CsvSource({
        "aud, 401, invalid_client",
        "iss, 401, invalid_client",
        "exp, 401, invalid_client",
        "jti, 400, invalid_request",
        "iat, 400, invalid_request"
    })
    void refusesAnAssertionThatIsNotRight(String wrong, int status, String code) throws Exception {
        var response = token(
                assertion(claims -> switch (wrong) {
                    case "aud" -> claims.audience("api.coze.cn");
                    case "iss" -> claims.issuer("somebody");
                    case "exp" -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)));
                    case "jti" -> claims.jwtID("short");
                    default -> claims.issueTime(null);
                }),
                "");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Client.json(response).path("error_code").asText()).isEqualTo(code);
        assertThat(Client.json(response).has("error")).isTrue();
    }

    @Test
    void refusesASignatureByAnotherKey() throws Exception {
        var other = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var kid = client.get("/sandbox/coze/oauth").path("key_id").asText();

        var response = token(assertion(UnaryOperator.identity(), kid, other.getPrivate()), "");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Client.json(response).path("error_code").asText()).isEqualTo("invalid_client");
    }

    @Test
    void letsAnAppWithAKeyOfItsOwnRegister() throws Exception {
        var own = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(own.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----";
        var app = Json.object().put("app_id", "77").put("key_id", "own").put("public_key", pem);

        client.put("/sandbox/coze/oauth", Json.write(app));

        assertThat(token(assertion(claims -> claims.issuer("77"), "own", own.getPrivate()), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | unsupported_grant_type",
                "{\"grant_type\":\"urn:ietf:params:oauth:grant-type:jwt-bearer\",\"duration_seconds\":86400} | invalid_request",
                "{\"grant_type\":\"urn:ietf:params:oauth:grant-type:jwt-bearer\"} | invalid_request"
            })
    void refusesARequestThatIsNotRight(String body, String code) {
        var response = client.postAs("no jwt", "/api/permission/oauth2/token", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("error_code").asText()).isEqualTo(code);
    }

    @Test
    void suffersFromFaultsWhereItIsAskedForResultsAndTokens() throws Exception {
        var id = begin(DemoReplies.TRANSLATION);
        var assertion = assertion(UnaryOperator.identity());
        client.put("/sandbox/faults", "{\"coze\":{\"errorRate\":1,\"status\":503}}");

        var history = client.send(client.request("/v1/workflows/" + DemoReplies.TRANSLATION + "/run_histories/" + id)
                .header("Authorization", "Bearer " + SandboxOptions.DEMO_TOKEN)
                .GET());

        assertThat(history.statusCode()).isEqualTo(503);
        assertThat(token(assertion, "").statusCode()).isEqualTo(503);
    }

    private static void script(String rules) {
        assertThat(client.put("/sandbox/scripts", rules).has("rules")).isTrue();
    }
}
