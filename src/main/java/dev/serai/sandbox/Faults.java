package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** Slowness and errors of whole services, by chance but the same each time for the same seed. */
final class Faults {

    private record Fault(Setting setting, Random chance) {}

    /** What a service suffers from. */
    record Setting(int latencyMs, int jitterMs, double errorRate, int status, long seed) {

        static Setting of(JsonNode node, String field) {
            Fields.onlyKnown(
                    Fields.of(node, field), field, Set.of("latencyMs", "jitterMs", "errorRate", "status", "seed"));
            var rate = node.path("errorRate").asDouble(0);
            var status = node.path("status").asInt(503);
            if (rate < 0 || rate > 1) {
                throw new BadRequest(field + ".errorRate: must lie between 0 and 1");
            }
            if (status < 400 || status > 599) {
                throw new BadRequest(field + ".status: must be an HTTP error, 400 to 599");
            }
            return new Setting(
                    Fields.number(node, "latencyMs", field, 0),
                    Fields.number(node, "jitterMs", field, 0),
                    rate,
                    status,
                    node.path("seed").asLong(42));
        }
    }

    private final Pause pause;
    private volatile Map<Service, Fault> faults = Map.of();

    Faults(Pause pause) {
        this.pause = pause;
    }

    /** Replaces all settings by those given, by service. */
    void set(JsonNode body) {
        var next = new EnumMap<Service, Fault>(Service.class);
        for (var entry : Fields.of(body, "body").properties()) {
            var service = Service.of(entry.getKey(), "body");
            var setting = Setting.of(entry.getValue(), entry.getKey());
            next.put(service, new Fault(setting, new Random(setting.seed())));
        }
        faults = next;
    }

    void clear() {
        faults = Map.of();
    }

    /** Waits as long as the service is slow, and gives the HTTP status if this call is to fail. */
    OptionalInt strike(Service service) {
        var fault = faults.get(service);
        if (fault == null) {
            return OptionalInt.empty();
        }
        var setting = fault.setting();
        int jitter;
        boolean fails;
        synchronized (fault) {
            jitter = fault.chance().nextInt(setting.jitterMs() + 1);
            fails = fault.chance().nextDouble() < setting.errorRate();
        }
        pause.millis((long) setting.latencyMs() + jitter);
        return fails ? OptionalInt.of(setting.status()) : OptionalInt.empty();
    }

    ObjectNode toJson() {
        var node = Json.object();
        faults.forEach((service, fault) -> node.putObject(service.wireName())
                .put("latencyMs", fault.setting().latencyMs())
                .put("jitterMs", fault.setting().jitterMs())
                .put("errorRate", fault.setting().errorRate())
                .put("status", fault.setting().status())
                .put("seed", fault.setting().seed()));
        return node;
    }
}
