package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What every protocol has to do, and what the one who asked finds. */
enum MatrixCase {
    WHOLE("a whole answer", "the text, `stop`") {
        @Override
        void play(MatrixCall call) {
            call.script("\"reply\":{\"text\":\"明天送达\"}");

            var answer = call.whole(ChatRequest.of("我的订单呢"));

            assertThat(answer.content()).isEqualTo("明天送达");
            assertThat(answer.finishReason()).isEqualTo("stop");
            assertThat(answer.provider()).isEqualTo(call.label);
            assertThat(call.asked()).hasSize(1);
            succeeded(call);
        }
    },
    STREAM("a stream", "the pieces in order, then `Done`") {
        @Override
        void play(MatrixCall call) {
            call.script("\"reply\":{\"text\":\"明天一定送达\"},\"chunks\":3");
            var heard = new ArrayList<ChatEvent>();

            var answer = call.stream(ChatRequest.of("我的订单呢"), heard::add);

            assertThat(Heard.messages(heard)).hasSizeGreaterThan(1);
            assertThat(String.join("", Heard.messages(heard))).isEqualTo("明天一定送达");
            assertThat(answer.content()).isEqualTo("明天一定送达");
            assertThat(heard.getLast()).isEqualTo(new ChatEvent.Done(answer));
            assertThat(call.asked()).containsExactly(true);
            succeeded(call);
        }
    },
    TOOLS("tools", "`tool_calls` with JSON arguments, whole and in pieces; their results are taken back") {
        @Override
        void play(MatrixCall call) {
            call.script(
                    "\"reply\":{\"toolCalls\":[{\"name\":\"get_weather\",\"arguments\":{\"city\":\"北京\"}}]},\"times\":2",
                    "\"reply\":{\"text\":\"晴\"}");
            var heard = new ArrayList<ChatEvent>();

            var whole = call.whole(Weather.question(List.of()));
            var streamed = call.stream(Weather.question(List.of()), heard::add);
            var last = call.whole(Weather.question(whole.toolCalls()));

            assertThat(List.of(whole, streamed)).allSatisfy(answer -> {
                assertThat(answer.finishReason()).isEqualTo("tool_calls");
                assertThat(answer.toolCalls()).singleElement().satisfies(wanted -> {
                    assertThat(wanted.id()).isNotEmpty();
                    assertThat(wanted.name()).isEqualTo("get_weather");
                    assertThat(Weather.json(wanted.arguments())).isEqualTo(Weather.json("{\"city\":\"北京\"}"));
                });
            });
            var wanted = streamed.toolCalls().getFirst();
            assertThat(Heard.pieces(heard).getFirst().id()).isEqualTo(wanted.id());
            assertThat(Heard.pieces(heard).getFirst().name()).isEqualTo("get_weather");
            assertThat(Heard.pieces(heard).stream()
                            .map(ChatEvent.ToolCallPiece::arguments)
                            .collect(Collectors.joining()))
                    .isEqualTo(wanted.arguments());
            assertThat(last.content()).isEqualTo("晴");
            succeeded(call);
        }
    },
    THOUGHT("thoughts", "`Reasoning` before the text, and `reasoning` in the answer") {
        @Override
        void play(MatrixCall call) {
            call.script("\"reply\":{\"thought\":\"先看订单\",\"text\":\"明天\"}");
            var heard = new ArrayList<ChatEvent>();

            var answer = call.stream(ChatRequest.of("我的订单呢"), heard::add);

            assertThat(heard.getFirst()).isInstanceOf(ChatEvent.Reasoning.class);
            assertThat(answer.reasoning()).isEqualTo("先看订单");
            assertThat(answer.content()).isEqualTo("明天");
            assertThat(call.whole(ChatRequest.of("我的订单呢")).reasoning()).isEqualTo("先看订单");
        }
    },
    IMAGES("pictures", "an answer to a question with a picture") {
        @Override
        void play(MatrixCall call) {
            call.script("\"reply\":{\"text\":\"一只猫\"}");
            var picture = new ChatImage("data:image/png;base64,iVBORw0KGgo=");
            var question = new ChatMessage(Role.USER, "这是什么", List.of(picture), List.of(), null);

            var answer = call.whole(new ChatRequest(List.of(question), Sampling.configured(), Tools.none()));

            assertThat(answer.content()).isEqualTo("一只猫");
            succeeded(call);
        }
    },
    USAGE("tokens", "what the provider counted, whole and streamed, and in the log row") {
        @Override
        void play(MatrixCall call) {
            call.script("\"reply\":{\"text\":\"明天一定送达\"}");

            var streamed = call.stream(ChatRequest.of("我的订单呢"), event -> {});
            var whole = call.whole(ChatRequest.of("我的订单呢"));

            assertThat(List.of(streamed.usage(), whole.usage())).allSatisfy(usage -> {
                assertThat(usage.input()).isPositive();
                assertThat(usage.output()).isPositive();
                assertThat(usage.total()).isEqualTo(usage.input() + usage.output());
                assertThat(usage.estimated()).isFalse();
            });
            assertThat(call.row())
                    .containsEntry("token_input", whole.usage().input())
                    .containsEntry("token_output", whole.usage().output())
                    .containsEntry("token_total", whole.usage().total());
        }
    },
    CACHED("tokens from a cache", "their number beside the others") {
        @Override
        void play(MatrixCall call) {
            call.script("\"reply\":{\"text\":\"明天\",\"cachedTokens\":3}");

            var whole = call.whole(ChatRequest.of("我的订单呢"));
            var streamed = call.stream(ChatRequest.of("我的订单呢"), event -> {});

            assertThat(whole.usage().cachedInput()).isEqualTo(3);
            assertThat(streamed.usage().cachedInput()).isEqualTo(3);
        }
    },
    TOO_MANY("429", "`RateLimited`; asked once more if the server told how long to wait") {
        @Override
        void play(MatrixCall call) {
            call.fails(429);

            var error =
                    catchThrowableOfType(ProviderException.RateLimited.class, () -> call.whole(ChatRequest.of("?")));

            assertThat(call.asked()).hasSize(error.retryAfter().isPresent() ? 2 : 1);
            failed(call, "error", error.code());
        }
    },
    SERVER_ERROR("500", "`ServerError` after three attempts, 1 s and 2 s apart") {
        @Override
        void play(MatrixCall call) {
            call.fails(500);
            var heard = new ArrayList<ChatEvent>();

            var error = catchThrowableOfType(
                    ProviderException.ServerError.class, () -> call.stream(ChatRequest.of("?"), heard::add));

            assertThat(heard).containsExactly(new ChatEvent.Failed(error));
            assertThat(call.asked()).hasSize(3);
            assertThat(call.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
            failed(call, "error", "http_500");
        }
    },
    BROKEN("a broken stream", "the pieces so far, then `Broken`; asked once") {
        @Override
        void play(MatrixCall call) {
            call.script(
                    "\"reply\":{\"text\":\"明天一定会送达请放心\"},\"chunks\":10,\"fault\":\"break-after-chunks\",\"after\":6");
            var heard = new ArrayList<ChatEvent>();

            var error = catchThrowableOfType(
                    ProviderException.Broken.class, () -> call.stream(ChatRequest.of("?"), heard::add));

            assertThat("明天一定会送达请放心").startsWith(String.join("", Heard.messages(heard)));
            assertThat(Heard.messages(heard)).isNotEmpty();
            assertThat(heard.getLast()).isEqualTo(new ChatEvent.Failed(error));
            assertThat(call.asked()).hasSize(1);
            failed(call, "error", "broken");
        }
    },
    SLOW("a slow first byte", "the answer; the row tells how long the first token took") {
        @Override
        void play(MatrixCall call) {
            call.script("\"reply\":{\"text\":\"来了\"},\"delayMs\":300");

            assertThat(call.stream(ChatRequest.of("?"), event -> {}).content()).isEqualTo("来了");

            assertThat(call.row()).hasEntrySatisfying("first_token_ms", millis -> assertThat((Long) millis)
                    .isGreaterThanOrEqualTo(300));
        }
    },
    WRONG_KEY("a wrong key", "`Unauthorized`; the key is in no message") {
        @Override
        void play(MatrixCall call) {
            var error =
                    catchThrowableOfType(ProviderException.Unauthorized.class, () -> call.whole(ChatRequest.of("?")));

            assertThat(error).hasMessageNotContaining("somebody");
            failed(call, "error", "unauthorized");
        }
    },
    TIMEOUT("no answer", "`TimedOut` at the time limit; the place is free again") {
        @Override
        String timeout() {
            return "700ms";
        }

        @Override
        void play(MatrixCall call) {
            call.script("\"fault\":\"hang\",\"times\":1", "\"reply\":{\"text\":\"好\"}");

            catchThrowableOfType(ProviderException.TimedOut.class, () -> call.stream(ChatRequest.of("?"), event -> {}));

            failed(call, "timeout", "timeout");
            call.script("\"reply\":{\"text\":\"好\"}");
            assertThat(call.again()).isEqualTo("好");
        }
    },
    LISTENER_GONE("the listener gives up", "the connection is dropped, the place is free; the row says `aborted`") {
        @Override
        void play(MatrixCall call) {
            call.script(ENDLESS + ",\"times\":1", "\"reply\":{\"text\":\"好\"}");

            assertThatThrownBy(() -> call.stream(ChatRequest.of("?"), event -> {
                        if (event instanceof ChatEvent.Message) {
                            throw new IllegalStateException("client gone");
                        }
                    }))
                    .hasMessage("client gone");

            call.awaitHangUp();
            assertThat(call.again()).isEqualTo("好");
            failed(call, "error", "aborted");
        }
    },
    CALLER_GONE("the caller is interrupted", "the same; the row says `unavailable`") {
        @Override
        void play(MatrixCall call) {
            call.script(ENDLESS + ",\"times\":1", "\"reply\":{\"text\":\"好\"}");
            var caller = Thread.currentThread();

            catchThrowableOfType(
                    ProviderException.Unavailable.class,
                    () -> call.stream(ChatRequest.of("?"), event -> {
                        if (event instanceof ChatEvent.Message) {
                            caller.interrupt();
                        }
                    }));

            assertThat(Thread.interrupted()).isTrue();
            call.awaitHangUp();
            assertThat(call.again()).isEqualTo("好");
            failed(call, "error", "unavailable");
        }
    };

    private static final String ENDLESS =
            "\"reply\":{\"text\":\"" + "很长".repeat(300) + "\"},\"chunks\":600,\"chunkDelayMs\":20";

    final String title;
    final String outcome;

    MatrixCase(String title, String outcome) {
        this.title = title;
        this.outcome = outcome;
    }

    /** Asks, and looks at what comes of it. */
    abstract void play(MatrixCall call);

    /** The time limit of the model. */
    String timeout() {
        return "20s";
    }

    private static void succeeded(MatrixCall call) {
        assertThat(call.row())
                .containsEntry("provider", call.label)
                .containsEntry("response_status", "success")
                .containsEntry("error_code", null);
    }

    private static void failed(MatrixCall call, String status, String code) {
        assertThat(call.row()).containsEntry("response_status", status).containsEntry("error_code", code);
    }
}
