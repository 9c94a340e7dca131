package dev.serai.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Settings that are the components of a record; described by the comment on it, or on the class it is nested in. */
record RecordSchema(Class<? extends Record> type) implements SettingsSchema {

    private static final SettingsReader READER = new SettingsReader();

    @Override
    public List<Setting> settings() {
        return Setting.of(type);
    }

    @Override
    public Record read(ObjectNode config) {
        return READER.read(config, type);
    }

    @Override
    public String description() {
        var owner = type.getEnclosingClass();
        return SourceComment.of(owner == null ? type : owner).text();
    }

    @Override
    public boolean naming() {
        return Naming.class.isAssignableFrom(type);
    }
}
