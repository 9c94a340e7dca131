package dev.serai.provider;

import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the house once that a limit was reached and once that it is kept again, whichever hub sees it first. */
@Component("providerCrossings")
class Crossings {

    private static final Logger LOG = LoggerFactory.getLogger(Crossings.class);

    private final WatchRows rows;
    private final ApplicationEventPublisher house;
    private final TransactionTemplate transaction;

    Crossings(WatchRows rows, ApplicationEventPublisher house, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.house = house;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What was measured just now. */
    void seen(WatchRows.Subject subject, Threshold threshold, ProviderThresholdCrossed.Measure measure, Instant at) {
        var over = measure.value() >= measure.limit();
        var seen = new ProviderThresholdCrossed(subject.kind(), subject.label(), threshold, measure, over, at);
        var told = transaction.execute(status -> {
            var switched = rows.switched(seen);
            if (switched) {
                house.publishEvent(seen);
            }
            return switched;
        });
        if (Boolean.TRUE.equals(told)) {
            LOG.atLevel(over ? Level.WARN : Level.INFO)
                    .log(
                            "AI {} is {}: {} {}, the limit is {}",
                            seen.kind() + (seen.name().isEmpty() ? "" : " " + seen.name()),
                            over ? "over its limit" : "within its limit again",
                            threshold.word(),
                            number(measure.value()),
                            number(measure.limit()));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }
}
