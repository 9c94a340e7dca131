package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets people and tests add robots, take their phones offline and make targets unreachable. */
final class RobotControl {

    private static final Set<String> FIELDS = Set.of("callbackUrl", "resultUrl", "online", "replyAll", "failing");

    private final Robots robots;
    private final Callbacks callbacks;
    private final Clock clock;

    RobotControl(Robots robots, Callbacks callbacks, Clock clock) {
        this.robots = robots;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    void serve(Router router) {
        router.on("GET /sandbox/robots", this::list).on("PUT /sandbox/robots/*", this::put);
    }

    private void list(Exchange exchange) throws IOException {
        var list = Json.array();
        robots.all().forEach(robot -> list.add(describe(robot)));
        exchange.reply(200, list);
    }

    private void put(Exchange exchange) throws IOException {
        var body = Fields.of(exchange.json(), "body");
        Fields.onlyKnown(body, "body", FIELDS);
        var id = exchange.path().substring("/sandbox/robots/".length());
        if (id.isBlank()) {
            throw new BadRequest("robotId: is missing; PUT /sandbox/robots/{robotId}");
        }
        var callback = body.has("callbackUrl") ? Optional.of(Fields.url(body, "callbackUrl")) : Optional.<URI>empty();
        var result = body.has("resultUrl") ? Optional.of(Fields.url(body, "resultUrl")) : Optional.<URI>empty();
        var failing = failing(body.path("failing"));

        var robot = robots.register(id);
        var inbound = robot.inbound();
        robot.callBack(new Robot.Inbound(
                callback.orElse(inbound.url()),
                callback.isPresent() || inbound.open(),
                body.path("replyAll").asInt(inbound.replyAll())));
        result.ifPresent(url -> robot.bind(Robot.RESULT, url));
        if (body.has("failing")) {
            robot.fail(failing);
        }
        switchTo(robot, body.path("online").asBoolean(robot.online()));
        exchange.reply(200, describe(robot));
    }

    private void switchTo(Robot robot, boolean online) {
        if (robot.online() == online) {
            return;
        }
        robot.online(online);
        var event = robot.bound(online ? Robot.ONLINE : Robot.OFFLINE);
        if (event.isPresent()) {
            var body =
                    Json.object().put("status", online ? "online" : "offline").put("timestamp", clock.millis());
            callbacks.tell(event.get(), body);
        }
    }

    private static Map<String, Integer> failing(JsonNode targets) {
        var failing = new HashMap<String, Integer>();
        targets.properties()
                .forEach(target -> failing.put(target.getKey(), Fields.number(targets, target.getKey(), "failing", 0)));
        return failing;
    }

    private static JsonNode describe(Robot robot) {
        var inbound = robot.inbound();
        return Json.object()
                .put("robotId", robot.id())
                .put("name", robot.name())
                .put("online", robot.online())
                .put("waiting", robot.waiting())
                .put("calledBack", inbound.open() && inbound.url() != null)
                .put("replyAll", inbound.replyAll());
    }
}
