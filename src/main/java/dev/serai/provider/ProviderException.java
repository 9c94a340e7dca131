package dev.serai.provider;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a provider gave no answer. Each case is named for the cause; none carries a key, a prompt or an answer. */
public abstract sealed class ProviderException extends RuntimeException {

    private static final int LONGEST_DETAIL = 300;

    private final String reason;

    private ProviderException(String reason, String detail, @Nullable Throwable cause) {
        super(detail.isEmpty() ? reason : reason + ": " + Mask.text(detail, LONGEST_DETAIL), cause);
        this.reason = reason;
    }

    /** True if the same call may succeed when it is made again, and making it again does no harm. */
    public boolean retryable() {
        return false;
    }

    /** What a person in the chat is told, in Chinese. */
    public abstract String userText();

    /** A short stable word or the provider's own number, for logs and statistics. */
    public abstract String code();

    /** The cause in a few words, for a log line. */
    public final String reason() {
        return reason;
    }

    /** No connection, or it broke before the first byte of an answer. */
    public static final class Network extends ProviderException {
        public Network(String detail, @Nullable Throwable cause) {
            super("Network error", detail, cause);
        }

        @Override
        public boolean retryable() {
            return true;
        }

        @Override
        public String userText() {
            return "网络异常，正在重试...";
        }

        @Override
        public String code() {
            return "network";
        }
    }

    /** The provider answered with a status of 500 or above. */
    public static final class ServerError extends ProviderException {
        private final int status;

        public ServerError(int status, String detail) {
            super("Server error " + status, detail, null);
            this.status = status;
        }

        public int status() {
            return status;
        }

        @Override
        public boolean retryable() {
            return status == 500 || status == 502 || status == 503 || status == 504;
        }

        @Override
        public String userText() {
            return "服务暂时不可用，正在重试...";
        }

        @Override
        public String code() {
            return "http_" + status;
        }
    }

    /** The provider refuses this request; it has to be changed. */
    public static final class BadRequest extends ProviderException {
        private final int status;

        public BadRequest(int status, String detail) {
            super("Bad request " + status, detail, null);
            this.status = status;
        }

        public int status() {
            return status;
        }

        @Override
        public String userText() {
            return "请求参数错误";
        }

        @Override
        public String code() {
            return "http_" + status;
        }
    }

    /** The key or token is missing, wrong, expired or not allowed to do this. */
    public static final class Unauthorized extends ProviderException {
        public Unauthorized(String detail) {
            super("Unauthorized", detail, null);
        }

        @Override
        public String userText() {
            return "请求参数错误";
        }

        @Override
        public String code() {
            return "unauthorized";
        }
    }

    /** Too many calls; the provider may have said how long to wait. */
    public static final class RateLimited extends ProviderException {
        private final @Nullable Duration retryAfter;
        private final String code;
        private final boolean turnedAway;

        public RateLimited(String code, @Nullable Duration retryAfter, String detail) {
            this(code, retryAfter, detail, false);
        }

        private RateLimited(String code, @Nullable Duration retryAfter, String detail, boolean turnedAway) {
            super("Rate limited", detail, null);
            this.code = code;
            this.retryAfter = retryAfter;
            this.turnedAway = turnedAway;
        }

        /** Turned away at the door before anything was done, by a provider that wants to be asked again later. */
        public static RateLimited turnedAway(String code, @Nullable Duration retryAfter, String detail) {
            return new RateLimited(code, retryAfter, detail, true);
        }

        /** True if it is to be tried again with pauses like after a failure, even if no wait was told. */
        @Override
        public boolean retryable() {
            return turnedAway;
        }

        /** How long the provider asks to wait, if it says so. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        @Override
        public String userText() {
            return "请求过于频繁，请稍后再试";
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** No complete answer within the time limit; what the provider did is unknown. */
    public static final class TimedOut extends ProviderException {
        public TimedOut(Duration limit) {
            super("Timeout after " + limit.toMillis() + "ms", "", null);
        }

        @Override
        public String userText() {
            return "请求超时";
        }

        @Override
        public String code() {
            return "timeout";
        }
    }

    /** The workflow wants to ask somebody, in a way of running that cannot be resumed. */
    public static final class Interrupted extends ProviderException {
        public Interrupted(String detail) {
            super("Interrupted", detail, null);
        }

        @Override
        public String userText() {
            return "工作流中断";
        }

        @Override
        public String code() {
            return "interrupted";
        }
    }

    /** The answer began and broke off, or cannot be read; what the provider did is unknown. */
    public static final class Broken extends ProviderException {
        public Broken(String detail, @Nullable Throwable cause) {
            super("Broken answer", detail, cause);
        }

        @Override
        public String userText() {
            return "网络异常，请稍后再试";
        }

        @Override
        public String code() {
            return "broken";
        }
    }

    /** The provider understood the call and says no, with a code of its own. */
    public static final class Business extends ProviderException {
        private final String code;

        public Business(String code, String detail) {
            super("Business error " + code, detail, null);
            this.code = code;
        }

        @Override
        public String userText() {
            return "AI 服务返回错误";
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Not even tried: the breaker is open, all places are taken, or the hub is stopping. */
    public static final class Unavailable extends ProviderException {
        public Unavailable(String detail) {
            super("Unavailable", detail, null);
        }

        @Override
        public String userText() {
            return "服务暂时不可用，请稍后再试";
        }

        @Override
        public String code() {
            return "unavailable";
        }
    }

    /** No model of this name is configured. */
    public static final class UnknownModel extends ProviderException {
        public UnknownModel(String model) {
            super(
                    "Unknown model",
                    "'%s'. Declare it in routes/models, in serai.provider.models or with POST /api/models"
                            .formatted(model),
                    null);
        }

        @Override
        public String userText() {
            return "请求参数错误";
        }

        @Override
        public String code() {
            return "unknown_model";
        }
    }

    /** No workflow of this name is configured. */
    public static final class UnknownWorkflow extends ProviderException {
        public UnknownWorkflow(String workflow) {
            super(
                    "Unknown workflow",
                    "'%s'. Configure serai.provider.workflows.%s".formatted(workflow, workflow),
                    null);
        }

        @Override
        public String userText() {
            return "请求参数错误";
        }

        @Override
        public String code() {
            return "unknown_workflow";
        }
    }
}
