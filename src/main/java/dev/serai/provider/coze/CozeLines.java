package dev.serai.provider.coze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Wire;
import org.springframework.stereotype.Component;

/** Opens the way to Coze for those who run workflows and those who talk to bots. */
@Component
class CozeLines {

    private final CozeSessions sessions;
    private final ObjectMapper json;

    CozeLines(CozeSessions sessions, ObjectMapper json) {
        this.sessions = sessions;
        this.json = json;
    }

    CozeLine to(CozeAccount account, Wire wire) {
        return new CozeLine(account, sessions, wire, json);
    }

    /**
     * The data of one event.
     *
     * @throws ProviderException.Broken if it is not JSON
     */
    JsonNode parsed(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException e) {
            throw new ProviderException.Broken("Coze sent an event that is not JSON", null);
        }
    }
}
