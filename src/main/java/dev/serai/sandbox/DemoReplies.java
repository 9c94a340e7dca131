package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the providers say when nothing is scripted, so that a demo talks sensibly and always the same. */
final class DemoReplies {

    static final String TRANSLATION = "7390000000000000001";
    static final String CUSTOMER_SERVICE = "7390000000000000002";

    private record Intent(String name, double confidence, String emotion, double score, List<String> keywords) {

        boolean fits(String text) {
            return keywords.stream().anyMatch(text::contains);
        }

        ObjectNode toJson() {
            return Json.object()
                    .put("intent", name)
                    .put("confidence", confidence)
                    .put("emotion", emotion)
                    .put("emotionScore", score)
                    .put("needReply", true);
        }
    }

    private record Topic(String keyword, String reply) {}

    private static final Intent CHAT = new Intent("chat", 0.88, "neutral", 0.1, List.of());

    /** The first that fits counts: a greeting in front of a question is still a question. */
    private static final List<Intent> INTENTS = List.of(
            new Intent("complaint", 0.95, "negative", 0.85, List.of("投诉", "退款", "差评")),
            new Intent("service", 0.92, "neutral", 0.1, List.of("怎么", "如何", "订单", "物流")),
            new Intent("help", 0.9, "neutral", 0.1, List.of("帮助")),
            new Intent("chat", 0.95, "positive", 0.2, List.of("你好", "早上好")));

    private static final List<Topic> TOPICS = List.of(
            new Topic("投诉", "非常抱歉给您带来不便！关于“%s”，我们已登记您的投诉，专员会在2小时内与您联系。"),
            new Topic("退款", "您好！关于“%s”，退款申请审核通过后，款项会在1到3个工作日内原路退回。"),
            new Topic("订单", "您好！关于“%s”，已为您查询订单：订单正在配送途中，预计明天送达。"),
            new Topic("物流", "您好！关于“%s”，物流显示包裹已到达本市分拨中心，预计明天派送。"),
            new Topic("帮助", "您好！关于“%s”，我可以帮您查询订单、跟踪物流、办理退款和登记投诉，请直接告诉我您的需求。"),
            new Topic("早上好", "早上好！收到您的“%s”，祝您一天顺利，有什么可以帮您？"),
            new Topic("你好", "你好！收到您的“%s”，很高兴为您服务，有什么可以帮您？"));
    private static final String ELSE = "您好！您说的“%s”我收到了，很高兴为您服务，请问还有什么可以帮您？";

    private static final Map<String, String> DICTIONARY = Map.of(
            "Hello World", "你好，世界",
            "Hello", "你好",
            "Thank you", "谢谢",
            "Good morning", "早上好",
            "你好，世界", "Hello World",
            "你好", "Hello",
            "谢谢", "Thank you",
            "早上好", "Good morning");

    private DemoReplies() {}

    /** An intent as JSON if the system prompt asks for one, else a friendly answer that takes up the question. */
    static String chat(String system, String question) {
        if (system.contains("intent")) {
            return Json.write(INTENTS.stream()
                    .filter(intent -> intent.fits(question))
                    .findFirst()
                    .orElse(CHAT)
                    .toJson());
        }
        return TOPICS.stream()
                .filter(topic -> question.contains(topic.keyword()))
                .findFirst()
                .map(Topic::reply)
                .orElse(ELSE)
                .formatted(question);
    }

    /** The output of a demo workflow, if there is such a workflow. */
    static Optional<String> workflow(String id, JsonNode parameters) {
        var input = firstText(parameters);
        return switch (id) {
            case TRANSLATION -> Optional.of(DICTIONARY.getOrDefault(input.strip(), "[译] " + input));
            case CUSTOMER_SERVICE -> Optional.of(chat("", input));
            default -> Optional.empty();
        };
    }

    private static String firstText(JsonNode parameters) {
        for (var name : List.of("input", "BOT_USER_INPUT", "text")) {
            if (parameters.path(name).isTextual()) {
                return parameters.path(name).textValue();
            }
        }
        return parameters.properties().stream()
                .filter(parameter -> parameter.getValue().isTextual())
                .findFirst()
                .map(parameter -> parameter.getValue().textValue())
                .orElse("");
    }
}
