package dev.serai.sandbox;

import java.io.IOException;

/** What every request to the WorkTool cloud passes: the limit of 60 a minute, faults, and the robot it is about. */
final class WorkToolGate {

    /** Answers for a robot that is known. */
    @FunctionalInterface
    interface RobotEndpoint {

        void answer(Robot robot, Exchange exchange) throws IOException;
    }

    private final Robots robots;
    private final SlidingWindow limit;
    private final Faults faults;

    WorkToolGate(Robots robots, SlidingWindow limit, Faults faults) {
        this.robots = robots;
        this.limit = limit;
        this.faults = faults;
    }

    Endpoint open(RobotEndpoint endpoint) {
        return exchange -> {
            if (!limit.pass()) {
                exchange.reply(429, CloudReply.problem(429, "请求过于频繁，请稍后再试"));
                return;
            }
            var fault = faults.strike(Service.WORKTOOL);
            if (fault.isPresent()) {
                exchange.reply(fault.getAsInt(), CloudReply.problem(fault.getAsInt(), "服务异常"));
                return;
            }
            var robot = robots.find(exchange.query("robotId", ""));
            if (robot.isEmpty()) {
                exchange.reply(200, CloudReply.problem(500, "机器人编号不存在"));
                return;
            }
            try {
                endpoint.answer(robot.get(), exchange);
            } catch (BadRequest e) {
                exchange.reply(200, CloudReply.problem(500, "参数错误: " + e.getMessage()));
            }
        };
    }
}
