package dev.serai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parameters of a workflow have to be like, as JSON Schema (draft 2020-12). A file is read anew when it has
 * changed; one that has become wrong changes nothing and is told of.
 */
final class InputSchema {

    private static final Logger LOG = LoggerFactory.getLogger(InputSchema.class);
    private static final Pattern FILE = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)*\\.(?:json|ya?ml)");
    private static final int MOST_TOLD = 3;
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** What was read, and when the file it stands in was written. */
    private record Version(
            @Nullable FileTime written,
            @Nullable JsonSchema schema,
            @Nullable String problem) {}

    private final String setting;
    private final String text;
    private final @Nullable Path file;
    private volatile Version version;

    private InputSchema(String setting, String text, @Nullable Path file) {
        this.setting = setting;
        this.text = text;
        this.file = file;
        this.version = read(new Version(null, null, null));
    }

    /**
     * A schema as it is configured.
     *
     * @param setting its name, for errors
     * @param text the schema itself, or a file in the folder; blank if anything goes
     */
    static InputSchema of(String setting, String text, Path folder) {
        var bare = text.strip();
        var named = FILE.matcher(bare).matches() && !bare.contains("..");
        return new InputSchema(setting, bare, named ? folder.resolve(bare) : null);
    }

    /** What is wrong with the schema itself, if nothing can be checked by it. */
    Optional<String> problem() {
        return Optional.ofNullable(current().problem());
    }

    /**
     * Checks parameters.
     *
     * @throws ProviderException.BadRequest if they are not as they have to be
     */
    void check(Map<String, Object> parameters) {
        var schema = current().schema();
        if (schema == null) {
            return;
        }
        var violations = schema.validate(JSON.valueToTree(parameters));
        if (!violations.isEmpty()) {
            throw new ProviderException.BadRequest(
                    400, told("parameters", violations) + ". Correct the parameters, or the schema in " + setting);
        }
    }

    private static String told(String root, Collection<ValidationMessage> violations) {
        var first = violations.stream()
                .sorted(Comparator.comparing(ValidationMessage::getMessage))
                .limit(MOST_TOLD)
                .map(violation -> violation.getMessage().replaceFirst("^\\$", root))
                .collect(Collectors.joining("; "));
        return violations.size() > MOST_TOLD ? first + "; and " + (violations.size() - MOST_TOLD) + " more" : first;
    }

    private Version current() {
        var known = version;
        if (file != null && !same(known.written(), written(file))) {
            known = read(known);
            version = known;
        }
        return known;
    }

    private static boolean same(@Nullable FileTime one, @Nullable FileTime other) {
        return one == null ? other == null : one.equals(other);
    }

    private static @Nullable FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return null;
        }
    }

    private Version read(Version before) {
        if (text.isEmpty()) {
            return before;
        }
        var written = file == null ? null : written(file);
        try {
            return new Version(written, compiled(file == null ? text : Files.readString(file)), null);
        } catch (IOException | IllegalArgumentException e) {
            var reason = e instanceof IllegalArgumentException
                    ? String.valueOf(e.getMessage())
                    : "it cannot be read as JSON or YAML";
            var problem = setting + ": " + reason + "; correct " + (file == null ? "it" : file);
            if (before.schema() != null) {
                LOG.warn("{}; the schema before it stays in force", problem);
                return new Version(written, before.schema(), null);
            }
            return new Version(written, null, problem);
        }
    }

    private static JsonSchema compiled(String text) throws IOException {
        JsonNode schema = YAML.readTree(text);
        if (schema == null || !schema.isObject()) {
            throw new IllegalArgumentException("it is no JSON Schema object");
        }
        var faults = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(schema);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("it is no JSON Schema (" + told("schema", faults) + ")");
        }
        return SCHEMAS.getSchema(schema);
    }
}
