package dev.serai.provider.coze;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.vault.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** The connector put together by hand, as Spring does it. */
final class Coze {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CozeAccounts accounts;
    private final CozeLines lines;
    private final Clock clock;

    Coze(CozeProperties settings, Clock clock) {
        this.accounts = new CozeAccounts(settings);
        this.lines = new CozeLines(new CozeSessions(clock, JSON), JSON);
        this.clock = clock;
    }

    /** With a token that somebody made. */
    static Coze by(URI server, Secret token) {
        return new Coze(new CozeProperties(server, token, "", noApp()), Clock.systemUTC());
    }

    static CozeProperties.OAuth noApp() {
        return new CozeProperties.OAuth("", "", Secret.none(), "", "", Duration.ofHours(1));
    }

    CozeProvider workflows() {
        return new CozeProvider(accounts, lines, JSON, clock);
    }

    CozeBots bots() {
        return new CozeBots(accounts, lines);
    }
}
