package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordsTests {

    private static final List<String> WORDS = List.of("在的", "来了", "好的", "收到", "马上", "可以", "行", "是的", "OK");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "在的",
                "在的～",
                "好的好的，谢谢",
                "嗯，是的",
                "我马上发给你",
                "可以的！",
                "行",
                "行吧",
                "行行行",
                "行，我看看",
                "ok",
                "不用了，好的",
                "没问题 收到👌",
                "怎么了？我在的"
            })
    void isMeant(String text) {
        assertThat(Keywords.meant(WORDS, text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "你好", "不可以", "不行", "还没收到", "我没有收到货", "可以退款吗", "可以退款吗？", "可不可以便宜点", "收到了么", "银行卡怎么绑定", "行李丢了", "好的?"
            })
    void isNotMeant(String text) {
        assertThat(Keywords.meant(WORDS, text)).isFalse();
    }

    @Test
    void isMentionedAnywhere() {
        assertThat(Keywords.mentioned(List.of("任务", "ASAP"), "还没做完的任务，asap")).isTrue();
        assertThat(Keywords.mentioned(List.of("任务"), "你好")).isFalse();
        assertThat(Keywords.mentioned(List.of(), "你好")).isFalse();
    }

    @Test
    void aBlankWordIsRefused() {
        assertThatThrownBy(() -> Keywords.checked("responseKeywords", List.of("好的", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("responseKeywords: ", "blank", "; remove it");
    }
}
