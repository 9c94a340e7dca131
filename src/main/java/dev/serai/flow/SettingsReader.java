package dev.serai.flow;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Reads the settings of a node into the record of its type. */
public final class SettingsReader {

    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * The settings, defaults filled in.
     *
     * @throws SettingsRejected naming each wrong field
     */
    public <S extends Record> S read(ObjectNode config, Class<S> type) {
        try {
            return json.treeToValue(config, type);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new SettingsRejected(List.of(new SettingsRejected.Wrong("", false, 0, e.getOriginalMessage(), "")));
        }
    }
}
