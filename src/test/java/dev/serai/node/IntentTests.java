package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentTests {

    @Test
    void readsAModelsAnswerAndPassesOverTheTextAround() {
        var answer = """
                好的：```json
                {"intent":"complaint","confidence":0.9,"emotion":"negative","emotionScore":-0.8,"needReply":true,
                 "replySuggestion":{"content":"抱歉"}}
                ```""";

        assertThat(Intent.read(answer))
                .contains(new Intent("complaint", 0.9, "negative", -0.8, true, Map.of("content", "抱歉")));
    }

    @Test
    void keepsNumbersWithinTheirBoundsAndFillsInTheRest() {
        assertThat(Intent.read("{\"intent\":\"chat\",\"confidence\":7,\"emotion\":\"angry\",\"emotionScore\":-3}"))
                .contains(new Intent("chat", 1, "neutral", -1, true, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "不知道", "{\"intent\":\"steal\"}", "{\"intent\":", "}{", "{broken}", "[1]"})
    void isEmptyForAnAnswerThatHoldsNoIntent(String answer) {
        assertThat(Intent.read(answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "我要投诉这个订单, complaint, negative, true",
        "你们是骗子, risk, negative, true",
        "兼职日结加我, spam, neutral, false",
        "我是新来的, welcome, neutral, true",
        "谁能帮忙看看, help, neutral, true",
        "订单怎么还没到, service, neutral, true",
        "今天天气不错, chat, neutral, true",
        "'', chat, neutral, false"
    })
    void isWorkedOutByKeywordsInTheOrderOfTheRules(String text, String intent, String emotion, boolean reply) {
        assertThat(Intent.byRules(text, Intent.RULES))
                .returns(intent, Intent::intent)
                .returns(emotion, Intent::emotion)
                .returns(reply, Intent::needReply);
    }

    @Test
    void asksForTheEmotionOnlyWhenItIsWanted() {
        assertThat(Intent.prompt(true)).contains("emotionScore");
        assertThat(Intent.prompt(false)).doesNotContain("emotionScore");
    }
}
