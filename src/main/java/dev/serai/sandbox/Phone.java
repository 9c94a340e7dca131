package dev.serai.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A robot's phone: does the commands one after the other and tells what became of them. */
final class Phone implements Runnable {

    /** What all phones share. */
    record World(Conversations conversations, CountedLog<Executed> sent, Callbacks callbacks, Clock clock) {}

    private static final int SEND_FAILED = 201102;

    private final Robot robot;
    private final World world;
    private final Duration delay;

    Phone(Robot robot, World world, Duration delay) {
        this.robot = robot;
        this.world = world;
        this.delay = delay;
    }

    @Override
    public void run() {
        try {
            while (true) {
                tell(execute(robot.take()));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Executed execute(Command command) {
        var done = new ArrayList<String>();
        var failed = new ArrayList<String>();
        for (var target : command.targets()) {
            (robot.failing().containsKey(target) ? failed : done).add(target);
        }
        var seconds = delay.toMillis() / 1000.0;
        var executed = new Executed(
                robot.id(),
                command,
                errorCode(done, failed),
                errorReason(done, failed),
                world.clock().instant(),
                seconds,
                done,
                failed);
        // counted before it is seen, so that who reads the chat finds it counted
        world.sent().add(command.content(), executed);
        done.forEach(target -> world.conversations().robot(target, robot.name(), command.content()));
        return executed;
    }

    private int errorCode(List<String> done, List<String> failed) {
        if (failed.isEmpty()) {
            return 0;
        }
        return done.isEmpty() ? robot.failing().getOrDefault(failed.getFirst(), SEND_FAILED) : SEND_FAILED;
    }

    private static String errorReason(List<String> done, List<String> failed) {
        if (failed.isEmpty()) {
            return "";
        }
        return "发送成功: %s 发送失败: %s".formatted(String.join(",", done), String.join(",", failed));
    }

    private void tell(Executed executed) {
        var result = robot.bound(Robot.RESULT);
        result.ifPresent(url -> world.callbacks().tell(url, executed.callback()));
        var type = executed.command().type();
        var qrCode = robot.bound(Robot.QR_CODE);
        if (qrCode.isPresent() && (type == Command.CREATE_GROUP || type == Command.MODIFY_GROUP)) {
            var body = Json.object()
                    .put("messageId", executed.command().messageId())
                    .put("type", type)
                    .put("groupName", executed.command().raw().path("groupName").asText())
                    .put(
                            "qrCode",
                            "https://wx.example.com/g/" + executed.command().messageId());
            world.callbacks().tell(qrCode.get(), body);
        }
    }
}
