package dev.serai.provider.coze;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The tokens of all OAuth apps, one for each app at each address. */
@Component
class CozeSessions {

    private final Clock clock;
    private final ObjectMapper json;
    private final Map<Key, CozeSession> sessions = new ConcurrentHashMap<>();

    CozeSessions(Clock clock, ObjectMapper json) {
        this.clock = clock;
        this.json = json;
    }

    private record Key(URI baseUrl, String appId, String keyId, String sessionName) {}

    CozeSession of(CozeAccount account, CozeApp app) {
        var key =
                new Key(account.baseUrl(), app.appId(), app.keyId(), app.terms().sessionName());
        return sessions.computeIfAbsent(
                key, unknown -> new CozeSession(new CozeTokenRequest(account, app, clock, json)));
    }
}
