package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** The robots the cloud knows; each of them gets a phone of its own. */
final class Robots {

    private final Map<String, Robot> byId = new ConcurrentHashMap<>();
    private final Phone.World world;
    private final ExecutorService threads;
    private final Duration delay;

    Robots(Phone.World world, ExecutorService threads, Duration delay) {
        this.world = world;
        this.threads = threads;
        this.delay = delay;
    }

    Optional<Robot> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The robot of that id, made if it is new. */
    Robot register(String id) {
        return byId.computeIfAbsent(id, unused -> {
            var robot = new Robot(id, world.clock().instant());
            threads.execute(new Phone(robot, world, delay));
            return robot;
        });
    }

    Collection<Robot> all() {
        return new TreeMap<>(byId).values();
    }

    /** Gives the commands of one call to the phone; false if its queue is full. */
    boolean send(Robot robot, String messageId, JsonNode list) {
        var due = System.nanoTime() + delay.toNanos();
        var accepted = true;
        for (var raw : list) {
            var command = new Command(messageId, (ObjectNode) raw, due);
            if (command.type() == Command.CLEAR_ALL) {
                robot.forget(pending -> true);
            }
            if (command.type() == Command.DROP_ONE) {
                var dropped = raw.path("originalContent").asText();
                robot.forget(pending -> pending.messageId().equals(dropped));
            }
            accepted &= robot.offer(command);
        }
        return accepted;
    }

    /** Puts every phone online again, with nothing to do. */
    void reset() {
        for (var robot : byId.values()) {
            robot.forget(pending -> true);
            robot.fail(Map.of());
            robot.online(true);
        }
    }
}
