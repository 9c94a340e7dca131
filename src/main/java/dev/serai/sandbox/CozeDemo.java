package dev.serai.sandbox;

import dev.serai.sandbox.Provider.Plan;
import java.util.Optional;

/** What Coze's workflows and bots of the sandbox say when nothing is scripted. */
final class CozeDemo {

    /** Asks for a place and a day. */
    static final String WEATHER = "7390000000000000003";

    /** A bot that talks as the models of the sandbox do. */
    static final String BOT = "7390000000000000010";

    private static final Manner ONE_MESSAGE = new Manner(0, 0, 1, 0, Mishap.NONE, 0);
    private static final int QUESTION_NODE = 2;

    private CozeDemo() {}

    static Optional<Plan> workflow(CozeRequest request) {
        var id = request.workflowId();
        if (id.equals(WEATHER)) {
            return Optional.of(new Plan(new Reply.Interrupt("请问你想查看哪个城市、哪一天的天气呢", QUESTION_NODE, null), Manner.USUAL));
        }
        var manner = id.equals(DemoReplies.TRANSLATION) ? ONE_MESSAGE : Manner.USUAL;
        return DemoReplies.workflow(id, request.parameters()).map(output -> new Plan(new Reply.Text(output), manner));
    }

    static Plan resumed(CozeRequest request, String data) {
        var text = request.workflowId().equals(WEATHER) ? data + "：晴，22到30度" : "收到：" + data;
        return new Plan(new Reply.Text(text), Manner.USUAL);
    }

    static Optional<Plan> bot(String id, String question) {
        return id.equals(BOT)
                ? Optional.of(new Plan(new Reply.Text(DemoReplies.chat("", question)), Manner.USUAL))
                : Optional.empty();
    }
}
