package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.Map;

/** The WorkTool cloud as far as accounts go: where a robot calls back, and how it is. */
final class RobotApi {

    private static final int MESSAGE = 11;
    private static final Map<Integer, String> TYPE_NAMES =
            Map.of(0, "群二维码", 1, "指令执行结果", 5, "机器人上线", 6, "机器人下线", MESSAGE, "消息回调");

    private final WorkToolGate gate;
    private final Callbacks callbacks;

    RobotApi(WorkToolGate gate, Callbacks callbacks) {
        this.gate = gate;
        this.callbacks = callbacks;
    }

    void serve(Router router) {
        router.on("POST /robot/robotInfo/update", gate.open(this::update))
                .on("GET /robot/robotInfo/get", gate.open(this::get))
                .on("GET /robot/robotInfo/online", gate.open(this::online))
                .on("POST /robot/robotInfo/callBack/bind", gate.open(this::bind))
                .on("GET /robot/robotInfo/callBack/get", gate.open(this::bound))
                .on("POST /robot/robotInfo/callBack/deleteByType", gate.open(this::unbind));
    }

    private void update(Robot robot, Exchange exchange) throws IOException {
        var body = Fields.of(exchange.json(), "body");
        var before = robot.inbound();
        var url = body.hasNonNull("callbackUrl") ? Fields.url(body, "callbackUrl") : before.url();
        var open = body.path("openCallback").asInt(before.open() ? 1 : 0);
        var replyAll = body.path("replyAll").asInt(before.replyAll());
        if (open < 0 || open > 2 || replyAll < -1 || replyAll > 1) {
            throw new BadRequest("openCallback 或 replyAll 取值错误");
        }
        robot.callBack(new Robot.Inbound(url, open == 1, replyAll));
        exchange.reply(200, CloudReply.ok());
    }

    private void get(Robot robot, Exchange exchange) throws IOException {
        var inbound = robot.inbound();
        var info = Json.object()
                .put("robotId", robot.id())
                .put("name", robot.name())
                .put("openCallback", inbound.open() ? 1 : 0)
                .put("encryptType", 0)
                .put("createTime", Executed.LOCAL.format(robot.created()))
                .put("enableAdd", false)
                .put("replyAll", inbound.replyAll())
                .put("robotKeyCheck", 0)
                .put("callBackRequestType", 2)
                .put("robotType", 0)
                .put("callbackUrl", inbound.url() == null ? null : inbound.url().toString());
        exchange.reply(200, CloudReply.ok(info));
    }

    private void online(Robot robot, Exchange exchange) throws IOException {
        exchange.reply(200, CloudReply.ok(Json.object().booleanNode(robot.online())));
    }

    /** Only an address that answers a probe with HTTP 200 and JSON can be bound. */
    private void bind(Robot robot, Exchange exchange) throws IOException {
        var body = Fields.of(exchange.json(), "body");
        var type = type(body);
        var url = Fields.url(body, "callBackUrl");
        if (!callbacks.ask(url, Json.object()).isJson()) {
            exchange.reply(200, CloudReply.problem(500, "回调地址校验不通过"));
            return;
        }
        robot.bind(type, url);
        exchange.reply(200, CloudReply.ok());
    }

    private void bound(Robot robot, Exchange exchange) throws IOException {
        var list = Json.array();
        robot.bound().forEach((type, url) -> describe(list, type, url.toString()));
        if (robot.inbound().url() != null) {
            describe(list, MESSAGE, String.valueOf(robot.inbound().url()));
        }
        exchange.reply(200, CloudReply.ok(list));
    }

    private void unbind(Robot robot, Exchange exchange) throws IOException {
        robot.unbind(type(exchange.json()));
        exchange.reply(200, CloudReply.ok());
    }

    private static int type(JsonNode body) {
        var type = body.path("type").asInt(-1);
        if (!TYPE_NAMES.containsKey(type) || type == MESSAGE) {
            throw new BadRequest("type 未知的回调类型");
        }
        return type;
    }

    private static void describe(ArrayNode list, int type, String url) {
        list.addObject()
                .put("id", list.size())
                .put("type", type)
                .put("callBackUrl", url)
                .put("typeName", TYPE_NAMES.get(type));
    }
}
