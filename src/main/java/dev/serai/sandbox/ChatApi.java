package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;

/** Lets people and tests talk as WeCom users, and read what the robots said. */
final class ChatApi {

    private static final Set<String> FIELDS = Set.of(
            "robot", "group", "groupRemark", "user", "text", "atMe", "roomType", "textType", "messageId", "fileBase64");
    private static final int EXTERNAL_GROUP = 1;
    private static final int EXTERNAL_CONTACT = 2;

    private final Robots robots;
    private final Conversations conversations;
    private final CountedLog<Question> questions;
    private final Callbacks callbacks;
    private final Ids ids;
    private final Clock clock;

    ChatApi(Phone.World world, Robots robots, CountedLog<Question> questions, Ids ids) {
        this.robots = robots;
        this.conversations = world.conversations();
        this.callbacks = world.callbacks();
        this.clock = world.clock();
        this.questions = questions;
        this.ids = ids;
    }

    void serve(Router router) {
        router.on("GET /", ChatApi::toPage)
                .on("GET /sandbox", ChatApi::toPage)
                .on("GET /sandbox/", ChatApi::page)
                .on("POST /sandbox/chat", this::say)
                .on("GET /sandbox/chat", this::read);
    }

    private static void toPage(Exchange exchange) throws IOException {
        exchange.set("Location", "/sandbox/");
        exchange.reply(302, "text/plain; charset=utf-8", new byte[0]);
    }

    private static void page(Exchange exchange) throws IOException {
        try (InputStream html = Objects.requireNonNull(ChatApi.class.getResourceAsStream("/sandbox/chat.html"))) {
            exchange.reply(200, "text/html; charset=utf-8", html.readAllBytes());
        }
    }

    private void say(Exchange exchange) throws IOException {
        var said = Fields.of(exchange.json(), "body");
        Fields.onlyKnown(said, "body", FIELDS);
        var robot = robot(said);
        var callback = callback(said, robot);
        var group = callback.path("groupName").asText();
        var user = callback.path("receivedName").asText();
        conversations.remark(callback.path("groupRemark").asText(), group);
        var seq = conversations.user(
                group.isEmpty() ? user : group, user, callback.path("rawSpoken").asText());
        var answer = Json.object()
                .put("seq", seq)
                .put("messageId", callback.path("messageId").asText());
        callBack(robot, callback, answer);
        exchange.reply(200, answer);
    }

    /** Calls the hub, posts into the chat what an answer with an error asks for, and notes what came back. */
    private void callBack(Robot robot, ObjectNode callback, ObjectNode answer) {
        var group = callback.path("groupName").asText();
        var mentioned = callback.path("atMe").asText().equals("true");
        var url = robot.inbound().url();
        answer.put("calledBack", false);
        if (url == null || !robot.inbound().wants(mentioned, group.isEmpty())) {
            return;
        }
        var began = clock.instant();
        var heard = callbacks.ask(url, callback);
        var question = new Question(robot.id(), began, callback, heard);
        questions.add(callback.path("spoken").asText(), question);
        if (!heard.spoken().isEmpty()) {
            var chat = group.isEmpty() ? question.receivedName() : group;
            conversations.robot(chat, robot.name(), heard.spoken());
        }
        answer.put("calledBack", true).put("status", heard.status()).put("ms", heard.millis());
        answer.set("body", readable(heard.body()));
    }

    private Robot robot(JsonNode said) {
        var all = robots.all();
        if (!said.hasNonNull("robot") && all.size() == 1) {
            return all.iterator().next();
        }
        var id = Fields.text(said, "robot");
        return robots.find(id)
                .orElseThrow(() -> new BadRequest(
                        "robot: '%s' is not registered; PUT /sandbox/robots/{robotId} first".formatted(id)));
    }

    private ObjectNode callback(JsonNode said, Robot robot) {
        var group = said.path("group").asText("");
        var text = said.path("text").asText("");
        var mentioned = said.path("atMe").asBoolean(false);
        var roomType = Fields.number(said, "roomType", "body", group.isEmpty() ? EXTERNAL_CONTACT : EXTERNAL_GROUP);
        var callback = Json.object()
                .put("spoken", text)
                .put("rawSpoken", mentioned ? "@" + robot.name() + " " + text : text)
                .put("receivedName", Fields.text(said, "user"))
                .put("groupName", group)
                .put("groupRemark", said.path("groupRemark").asText(""))
                .put("roomType", roomType)
                .put("atMe", Boolean.toString(mentioned))
                .put("textType", Fields.number(said, "textType", "body", 1));
        callback.put("messageId", said.has("messageId") ? said.path("messageId").asText() : ids.next());
        if (said.has("fileBase64")) {
            callback.put("fileBase64", said.path("fileBase64").asText());
        }
        return callback;
    }

    private void read(Exchange exchange) throws IOException {
        var group = exchange.query("group", "");
        var chat = group.isEmpty() ? exchange.query("user", "") : group;
        if (chat.isEmpty()) {
            throw new BadRequest("group: is missing; name the group, or the user of a private chat");
        }
        var after = exchange.number("after", 0, 0, Long.MAX_VALUE);
        var wait = Duration.ofSeconds(exchange.number("waitSeconds", 0, 0, 30));
        var lines = Json.array();
        for (var line : conversations.after(chat, after, wait)) {
            lines.addObject()
                    .put("seq", line.seq())
                    .put("time", line.time().atOffset(ZoneOffset.UTC).toString())
                    .put("from", line.from())
                    .put("robot", line.robot())
                    .put("text", line.text());
        }
        exchange.reply(200, Json.object().set("lines", lines));
    }

    private static JsonNode readable(String body) {
        var json = Json.readOrMissing(body);
        return json.isMissingNode() ? Json.object().textNode(body) : json;
    }
}
