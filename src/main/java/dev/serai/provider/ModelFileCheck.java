package dev.serai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.serai.flow.Fault;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.PlacedSettings;
import dev.serai.vault.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the declaration of a model out of its file, and finds everything that is wrong with it. */
final class ModelFileCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<Integer> IN_USE = Set.of(0, 1, 5);
    private static final int OUT_OF_USE = 10;
    private static final String CONNECTION = "/meta/conn_config";
    private static final List<String> OTHER_SECRETS =
            List.of("access_key", "secret_key", "secret_access_key", "session_token");

    private final String file;
    private final PlacedSettings<ModelFile> placed;
    private final ModelFile model;
    private final Protocols protocols;
    private final Function<String, @Nullable String> environment;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    ModelFileCheck(
            String file,
            PlacedSettings<ModelFile> placed,
            Protocols protocols,
            Function<String, @Nullable String> environment) {
        this.file = file;
        this.placed = placed;
        this.model = placed.settings();
        this.protocols = protocols;
        this.environment = environment;
    }

    /**
     * The declaration.
     *
     * @throws FlowRejected with all that is wrong
     */
    ModelEntry entry() {
        notBlank("/id", model.id());
        notBlank("/name", model.name());
        var meta = model.meta();
        if (!protocols.known(meta.protocol())) {
            wrong("/meta/protocol", "it cannot be '" + meta.protocol() + "'", "write one of " + names());
        }
        var entry = new ModelEntry(
                model.id(),
                model.name(),
                file,
                new ModelEntry.Endpoint(meta.protocol(), label(), address(), key(), options()),
                new ModelEntry.Asked(asked(), timeout(), defaults()),
                turn(),
                looks(),
                active(),
                missing);
        if (!faults.isEmpty()) {
            throw new FlowRejected(faults);
        }
        return entry;
    }

    private List<String> names() {
        return protocols.names();
    }

    private @Nullable String label() {
        var label = model.meta().provider();
        if (label != null && !label.matches(ProviderProperties.LABEL)) {
            wrong("/meta/provider", "it cannot be '" + label + "'", "write " + ProviderProperties.LABEL_RULE);
        }
        return label;
    }

    private @Nullable URI address() {
        var text = filled(model.meta().connConfig().baseUrl());
        if (text.isBlank()) {
            return null;
        }
        try {
            return ModelEntry.Endpoint.address(text);
        } catch (IllegalArgumentException e) {
            wrong(CONNECTION + "/base_url", String.valueOf(e.getMessage()), "write https://host/path, or leave it out");
            return null;
        }
    }

    private Secret key() {
        var text = model.meta().connConfig().apiKey();
        if (EnvironmentText.nothingWritten(text)) {
            return Secret.of(filled(text));
        }
        wrong(
                CONNECTION + "/api_key",
                "a key does not belong in a file",
                "write ${SOME_NAME} and set that environment variable");
        return Secret.none();
    }

    private String asked() {
        var asked = filled(model.meta().connConfig().model());
        if (asked.isBlank() && missing.isEmpty()) {
            wrong(CONNECTION + "/model", "it is empty", "write what the provider calls the model");
        }
        return asked;
    }

    private String filled(String text) {
        var filled = EnvironmentText.of(text, environment);
        missing.addAll(filled.advice());
        return filled.value().strip();
    }

    private Map<String, String> options() {
        var config = model.meta().connConfig();
        var options = new HashMap<String, String>();
        option(options, "frequency_penalty", config.frequencyPenalty());
        option(options, "presence_penalty", config.presencePenalty());
        option(options, "top_k", config.topK());
        if (config.enableThinking() != null) {
            options.put("enable_thinking", config.enableThinking().toString());
        }
        var own = config.of(model.meta().protocol());
        if (own != null) {
            own.properties().forEach(field -> ownOption(options, field));
        }
        return options;
    }

    private static void option(Map<String, String> options, String name, @Nullable Number value) {
        if (value != null && value.doubleValue() != 0) {
            options.put(name, value.toString());
        }
    }

    /** Texts as they are, lists and objects as JSON; what says nothing is left out. */
    private void ownOption(Map<String, String> options, Map.Entry<String, JsonNode> field) {
        var value = field.getValue();
        var text = value.isValueNode() ? value.asText("") : value.toString();
        if (value.isNull() || text.isBlank() || (value.isContainerNode() && value.isEmpty())) {
            return;
        }
        if (OTHER_SECRETS.contains(field.getKey())) {
            wrong(
                    CONNECTION + "/" + model.meta().protocol() + "/" + field.getKey(),
                    "this way of signing in is not supported",
                    "use api_key");
            return;
        }
        options.put(field.getKey(), text);
    }

    private Duration timeout() {
        var timeout = model.meta().connConfig().timeout();
        if (timeout.compareTo(ModelEntry.LONGEST_TIMEOUT) > 0) {
            wrong(CONNECTION + "/timeout", "it is longer than an hour", "write a shorter one, such as 60s");
        }
        return timeout.isPositive() ? timeout : ModelEntry.TIMEOUT;
    }

    /** What the connection says, else what the parameters say. */
    private Sampling defaults() {
        var config = model.meta().connConfig();
        var usual = new UsualValues(model.usualValues());
        var tokens = some(config.maxTokens()) == null ? some(config.maxCompletionTokens()) : config.maxTokens();
        var temperature = config.temperature() == null ? usual.number("temperature") : config.temperature();
        var top = some(config.topP()) == null ? some(usual.number("top_p")) : config.topP();
        var most = tokens == null ? some(usual.whole("max_tokens")) : tokens;
        try {
            return new Sampling(temperature, most, top, config.stop(), false);
        } catch (IllegalArgumentException e) {
            var message = String.valueOf(e.getMessage());
            var field = message.startsWith("temp") ? "temperature" : message.startsWith("max") ? "max_tokens" : "top_p";
            wrong(CONNECTION + "/" + field, message.substring(message.indexOf(": ") + 2), "write another value");
            return Sampling.configured();
        }
    }

    private final class UsualValues {

        private final Map<String, String> values;

        UsualValues(Map<String, String> values) {
            this.values = values;
        }

        @Nullable
        Double number(String name) {
            var text = values.get(name);
            try {
                return text == null ? null : Double.valueOf(text);
            } catch (NumberFormatException e) {
                wrong("/default_parameters", "the default_val of " + name + " is no number", "write a number");
                return null;
            }
        }

        @Nullable
        Integer whole(String name) {
            var number = number(name);
            return number == null ? null : number.intValue();
        }
    }

    private static <N extends Number> @Nullable N some(@Nullable N number) {
        return number == null || number.doubleValue() == 0 ? null : number;
    }

    private ModelEntry.Turn turn() {
        var meta = model.meta();
        atLeastOne("/meta/weight", meta.weight());
        atLeastOne("/meta/max_concurrent", meta.maxConcurrent());
        atLeastOne("/meta/rate_limit", meta.rateLimit());
        var fallback = meta.fallback() == null || meta.fallback().isBlank() ? null : meta.fallback();
        return new ModelEntry.Turn(meta.priority(), meta.weight(), fallback, meta.maxConcurrent(), meta.rateLimit());
    }

    private ModelEntry.Looks looks() {
        var icon = model.iconUrl().isBlank() ? model.iconUri() : model.iconUrl();
        var capability = model.meta().capability();
        return new ModelEntry.Looks(
                "chat",
                icon,
                model.description().zh(),
                model.description().en(),
                JSON.valueToTree(model.defaultParameters()),
                capability == null ? JsonNodeFactory.instance.objectNode() : capability);
    }

    private boolean active() {
        var status = model.status() == null ? model.meta().status() : model.status();
        if (status == null || IN_USE.contains(status)) {
            return true;
        }
        if (status != OUT_OF_USE) {
            wrong(
                    model.status() == null ? "/meta/status" : "/status",
                    "it cannot be " + status,
                    "write 0, or 10 for off");
        }
        return false;
    }

    private void notBlank(String pointer, String text) {
        if (text.isBlank()) {
            wrong(pointer, "it is empty", "write a text");
        }
    }

    private void atLeastOne(String pointer, @Nullable Integer number) {
        if (number != null && number < 1) {
            wrong(pointer, number + " is not at least 1", "write another number, or leave it out");
        }
    }

    private void wrong(String pointer, String reason, String fix) {
        faults.add(fault(placed, pointer, reason, fix));
    }

    /** A fault told the way the reader of settings tells them. */
    static Fault fault(PlacedSettings<ModelFile> placed, String pointer, String reason, String fix) {
        var field = pointer.substring(1).replace('/', '.');
        return placed.fault(pointer, "Setting '" + field + "': " + reason, fix);
    }
}
