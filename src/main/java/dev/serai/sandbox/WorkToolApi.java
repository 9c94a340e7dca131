package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.sandbox.CloudReply.Page;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** The WorkTool cloud as far as messages go: commands in, and the three lists in which they can be looked up. */
final class WorkToolApi {

    /** A call that brought commands. */
    record Sent(String robotId, String messageId, Instant at, String caller, JsonNode body) {

        ObjectNode row() {
            return Json.object()
                    .put("robotId", robotId)
                    .put("createTime", Executed.LOCAL.format(at))
                    .put("typeList", types())
                    .put("ip", caller)
                    .put("messageId", messageId)
                    .put("apiSend", 1)
                    .put("body", Json.write(body));
        }

        private String types() {
            return String.join(
                    ",",
                    StreamSupport.stream(body.path("list").spliterator(), false)
                            .map(command -> command.path("type").asText())
                            .toList());
        }
    }

    /** What the cloud remembers. */
    record Books(CountedLog<Sent> calls, CountedLog<Executed> executed, CountedLog<Question> questions) {

        static Books keeping(int keep) {
            return new Books(new CountedLog<>(keep), new CountedLog<>(keep), new CountedLog<>(keep));
        }

        void clear() {
            calls.clear();
            executed.clear();
            questions.clear();
        }
    }

    private final WorkToolGate gate;
    private final Robots robots;
    private final Books books;
    private final Ids ids;
    private final Clock clock;

    WorkToolApi(WorkToolGate gate, Robots robots, Books books, Ids ids, Clock clock) {
        this.gate = gate;
        this.robots = robots;
        this.books = books;
        this.ids = ids;
        this.clock = clock;
    }

    void serve(Router router) {
        router.on("POST /wework/sendRawMessage", gate.open(this::send))
                .on("GET /robot/rawMsg/list", gate.open(this::results))
                .on("GET /wework/listRawMessage", gate.open(this::calls))
                .on("GET /robot/qaLog/list", gate.open(this::questions));
    }

    private void send(Robot robot, Exchange exchange) throws IOException {
        var body = exchange.json();
        var problem = CommandTypes.problem(body);
        if (problem.isPresent()) {
            exchange.reply(200, CloudReply.problem(500, problem.get()));
            return;
        }
        var messageId = ids.next();
        books.calls().add(messageId, new Sent(robot.id(), messageId, clock.instant(), exchange.caller(), body));
        if (!robots.send(robot, messageId, body.path("list"))) {
            exchange.reply(200, CloudReply.problem(500, "指令队列已满"));
            return;
        }
        exchange.reply(200, CloudReply.ok(Json.object().textNode(messageId)));
    }

    private void results(Robot robot, Exchange exchange) throws IOException {
        var page = Page.of(exchange);
        var messageId = exchange.query("messageId", "");
        var type = exchange.query("type", "");
        Predicate<Executed> asked = result -> result.robotId().equals(robot.id())
                && (messageId.isEmpty() || messageId.equals(result.command().messageId()))
                && (type.isEmpty()
                        || type.equals(Integer.toString(result.command().type())));
        var rows = books.executed().newest(asked, page.skip(), page.size()).stream()
                .map(Executed::row)
                .toList();
        exchange.reply(200, CloudReply.ok(Json.array(rows)));
    }

    private void calls(Robot robot, Exchange exchange) throws IOException {
        var messageId = exchange.query("messageId", "");
        Predicate<Sent> asked = call ->
                call.robotId().equals(robot.id()) && (messageId.isEmpty() || messageId.equals(call.messageId()));
        page(exchange, books.calls(), asked, Sent::row);
    }

    private void questions(Robot robot, Exchange exchange) throws IOException {
        var name = exchange.query("name", "");
        Predicate<Question> asked = question -> question.robotId().equals(robot.id())
                && (name.isEmpty()
                        || List.of(question.groupName(), question.receivedName())
                                .contains(name));
        page(exchange, books.questions(), asked, Question::row);
    }

    private static <E> void page(Exchange exchange, CountedLog<E> log, Predicate<E> asked, Function<E, ObjectNode> row)
            throws IOException {
        var page = Page.of(exchange);
        var rows = log.newest(asked, page.skip(), page.size()).stream().map(row).toList();
        exchange.reply(200, CloudReply.page(page, log.matching(asked), rows));
    }
}
