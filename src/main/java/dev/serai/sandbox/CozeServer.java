package dev.serai.sandbox;

import java.io.IOException;
import java.time.Clock;
import java.util.Set;

/** Coze in the sandbox: workflows, bots, OAuth, and the switches by which tests and demos make it what they need. */
final class CozeServer {

    private final CozeTokens tokens;
    private final CozeApps apps = new CozeApps();
    private final CozeMemory<CozeExecution> executions;
    private final CozeMemory<CozeChat> chats;
    private final CozeOAuthApi oauth;
    private volatile CozeSettings settings = CozeSettings.USUAL;

    CozeServer(int keep, Clock clock) {
        this.tokens = new CozeTokens(clock);
        this.executions = new CozeMemory<>(keep);
        this.chats = new CozeMemory<>(keep);
        this.oauth = new CozeOAuthApi(apps, tokens, clock);
    }

    void serve(Router router, Provider provider, Set<String> accepted, Clock clock) {
        var gate = new CozeGate(accepted, tokens, provider.ids(), clock);
        new CozeApi(provider, executions, () -> settings, clock).serve(router, gate);
        new CozeChatApi(provider, chats, () -> settings, clock).serve(router, gate);
        Endpoint token = exchange -> {
            var logId = gate.logId(exchange);
            var fault = provider.faults().strike(Service.COZE);
            if (fault.isPresent()) {
                exchange.reply(fault.getAsInt(), CozeGate.answer(5000, "service internal error", logId));
            } else {
                oauth.token(exchange);
            }
        };
        router.on("POST /api/permission/oauth2/token", token)
                .on("POST /api/permission/oauth2/account/*/token", token)
                .on("GET /sandbox/coze", this::told)
                .on("PUT /sandbox/coze", this::set)
                .on("GET /sandbox/coze/oauth", exchange -> exchange.reply(200, apps.demoFile(host(exchange))))
                .on("PUT /sandbox/coze/oauth", this::register)
                .on("DELETE /sandbox/coze/tokens", this::callIn);
    }

    /** Forgets runs, chats and tokens; apps that were registered stay. */
    void reset() {
        settings = CozeSettings.USUAL;
        executions.clear();
        chats.clear();
        tokens.reset();
        oauth.reset();
    }

    private void told(Exchange exchange) throws IOException {
        exchange.reply(200, settings.toJson().put("tokensIssued", tokens.issued()));
    }

    private void set(Exchange exchange) throws IOException {
        settings = CozeSettings.of(exchange.json());
        told(exchange);
    }

    private void register(Exchange exchange) throws IOException {
        var body = exchange.json();
        apps.register(body);
        exchange.reply(200, Json.object().put("registered", Fields.text(body, "key_id")));
    }

    private void callIn(Exchange exchange) throws IOException {
        tokens.callIn();
        told(exchange);
    }

    private static String host(Exchange exchange) {
        return exchange.header("Host").replaceAll(":\\d+$", "");
    }
}
