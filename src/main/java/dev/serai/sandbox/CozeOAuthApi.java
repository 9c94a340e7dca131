package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives access tokens to OAuth apps that prove themselves by a JWT, and refuses all others as Coze does. */
final class CozeOAuthApi {

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final int USUAL_SECONDS = 900;
    private static final int MOST_SECONDS = 86_399;
    private static final int SHORTEST_ID = 16;
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(24).plus(SKEW);
    private static final int BAD_REQUEST = 400;

    private final CozeApps apps;
    private final CozeTokens tokens;
    private final Clock clock;
    private final Map<String, Instant> used = new ConcurrentHashMap<>();

    CozeOAuthApi(CozeApps apps, CozeTokens tokens, Clock clock) {
        this.apps = apps;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Why no token is given, with Coze's word for it. */
    private static final class Denied extends RuntimeException {
        private final int status;
        private final String code;

        Denied(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    void token(Exchange exchange) throws IOException {
        try {
            var body = exchange.json();
            if (!GRANT_TYPE.equals(body.path("grant_type").asText())) {
                throw new Denied(BAD_REQUEST, "unsupported_grant_type", "grant_type is not " + GRANT_TYPE);
            }
            var duration = duration(body.path("duration_seconds"));
            prove(exchange);
            var issued = tokens.issue(duration);
            exchange.reply(
                    200,
                    Json.object()
                            .put("access_token", issued.token())
                            .put("expires_in", issued.end().getEpochSecond())
                            .put("token_type", "Bearer"));
        } catch (Denied e) {
            exchange.reply(
                    e.status,
                    Json.object()
                            .put("error_code", e.code)
                            .put("error_message", e.getMessage())
                            .put("error", ""));
        }
    }

    void reset() {
        used.clear();
    }

    private static Duration duration(JsonNode seconds) {
        if (seconds.isMissingNode() || seconds.isNull()) {
            return Duration.ofSeconds(USUAL_SECONDS);
        }
        if (!seconds.isIntegralNumber() || seconds.asLong() < 1 || seconds.asLong() > MOST_SECONDS) {
            throw invalid("duration_seconds is not between 1 and " + MOST_SECONDS);
        }
        return Duration.ofSeconds(seconds.asLong());
    }

    private void prove(Exchange exchange) {
        try {
            var jwt = SignedJWT.parse(exchange.bearer());
            var claims = jwt.getJWTClaimsSet();
            var app = apps.find(String.valueOf(jwt.getHeader().getKeyID()))
                    .filter(known -> known.appId().equals(claims.getIssuer()))
                    .orElseThrow(() -> client("iss and kid are not those of a known app and its public key"));
            if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
                    || !jwt.verify(new RSASSAVerifier(app.key()))) {
                throw client("the signature is not RS256 by the key of kid");
            }
            check(claims, exchange.header("Host"));
        } catch (ParseException | JOSEException e) {
            throw invalid("Authorization carries no signed JWT");
        }
    }

    private void check(JWTClaimsSet claims, String host) {
        var hosts = List.of(host, host.replaceAll(":\\d+$", ""));
        if (claims.getAudience().stream().noneMatch(hosts::contains)) {
            throw client("aud is not " + String.join(" or ", hosts));
        }
        var now = clock.instant();
        var begin = instant(claims.getIssueTime(), "iat");
        var end = instant(claims.getExpirationTime(), "exp");
        if (!end.isAfter(begin)
                || end.isBefore(now.minus(SKEW))
                || begin.isAfter(now.plus(SKEW))
                || end.isAfter(now.plus(LONGEST))) {
            throw client("the JWT is not good now: look at iat and exp");
        }
        var id = claims.getJWTID();
        if (id == null || id.length() < SHORTEST_ID) {
            throw invalid("jti is shorter than " + SHORTEST_ID);
        }
        used.values().removeIf(until -> until.isBefore(now.minus(SKEW)));
        if (used.putIfAbsent(id, end) != null) {
            throw invalid("jti was used before; sign a new JWT for each request");
        }
    }

    private static Instant instant(Date date, String claim) {
        if (date == null) {
            throw invalid(claim + " is missing");
        }
        return date.toInstant();
    }

    private static Denied invalid(String message) {
        return new Denied(BAD_REQUEST, "invalid_request", message);
    }

    private static Denied client(String message) {
        return new Denied(CozeGate.UNAUTHORIZED, "invalid_client", message);
    }
}
