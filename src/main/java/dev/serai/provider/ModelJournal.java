package dev.serai.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps account of model calls: console lines without any text, a row for each end, meters. */
@Component
class ModelJournal {

    private static final Logger LOG = LoggerFactory.getLogger(ModelJournal.class);

    private final LogRows rows;
    private final Meters meters;
    private final CallEvents events;
    private final Clock clock;
    private final int limit;

    ModelJournal(LogRows rows, Meters meters, CallEvents events, Clock clock, ProviderProperties settings) {
        this.rows = rows;
        this.meters = meters;
        this.events = events;
        this.clock = clock;
        this.limit = settings.log().textLimit();
    }

    /** Opens the account of one call. */
    Entry started(ChatTarget target, ChatRequest request, CallTag tag) {
        var row = Row.of(clock, target.account().provider(), tag)
                .with("model_name", target.name())
                .with("request_text", Mask.json(kept(request), limit))
                .with("response_text", null);
        return new Entry(target, tag, row);
    }

    /** Of pictures only their number is kept. */
    private static List<Map<String, Object>> kept(ChatRequest request) {
        return request.messages().stream()
                .map(message -> {
                    var turn = new LinkedHashMap<String, Object>();
                    turn.put("role", message.role());
                    turn.put("content", message.content());
                    if (!message.images().isEmpty()) {
                        turn.put("images", message.images().size());
                    }
                    if (!message.toolCalls().isEmpty()) {
                        turn.put("toolCalls", message.toolCalls());
                    }
                    return (Map<String, Object>) turn;
                })
                .toList();
    }

    /** The account of one call; ends with one of the last three. */
    final class Entry {

        private final String name;
        private final CallTag tag;
        private final Row row;
        private final long begin = System.nanoTime();
        private volatile @Nullable Duration firstToken;
        private volatile ChatTarget asked;

        private Entry(ChatTarget target, CallTag tag, Row row) {
            this.name = target.name();
            this.asked = target;
            this.tag = tag;
            this.row = row;
        }

        /** Who is asked now; the last one asked is the one that served, or failed, in the end. */
        void asks(ChatTarget target) {
            asked = target;
        }

        void goesOn(ChatTarget from, ChatTarget to, ProviderException cause) {
            var provider = from.account().provider();
            LOG.warn(
                    "AI model goes on from {} to {}: {} ({})",
                    provider,
                    to.account().provider(),
                    name,
                    cause.reason());
        }

        void fallsBack(String model, ProviderException cause) {
            LOG.warn("AI model falls back to {}: {} ({})", model, name, cause.reason());
        }

        void again(int attempt, int of, ProviderException cause) {
            LOG.warn("AI model retry attempt {}/{}: {} ({})", attempt, of, name, cause.reason());
        }

        void heard() {
            if (firstToken == null) {
                firstToken = took();
            }
        }

        void answered(ChatAnswer answer) {
            var took = took();
            var tokens = answer.usage().total();
            LOG.info("AI model completed: {} ({}ms, {} tokens)", name, took.toMillis(), tokens);
            row.with("response_text", Mask.text(answer.content(), limit));
            write(Outcome.SUCCESS, answer.usage(), took);
        }

        void failed(ProviderException error) {
            LOG.error("AI model failed: {} ({})", name, error.getMessage());
            row.error(error);
            write(Outcome.of(error), Usage.none(), took());
        }

        /** The one who listened gave up, or we have a fault of our own. */
        void aborted(RuntimeException cause) {
            LOG.error(
                    "AI model failed: {} (Aborted by {})",
                    name,
                    cause.getClass().getSimpleName());
            row.with("error_code", "aborted")
                    .with("error_message", cause.getClass().getName());
            write(Outcome.ERROR, Usage.none(), took());
        }

        private void write(Outcome outcome, Usage usage, Duration took) {
            var first = firstToken;
            var served = asked;
            var provider = served.account().provider();
            meters.model(provider, name, outcome, took);
            rows.io(row.outcome(outcome, took.toMillis())
                    .with("provider", provider)
                    .with("model_id", served.model())
                    .usage(usage)
                    .with("token_estimated", usage.estimated())
                    .with("first_token_ms", first == null ? null : first.toMillis())
                    .columns());
            var ending = new CallEnding(outcome, row.errorCode(), usage, took, first, clock.instant());
            events.finished(new ModelCallFinished(name, served.model(), provider, tag, ending));
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }
}
