package dev.serai.node;

import dev.serai.alert.AlertLevel;
import dev.serai.vault.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What flows may do to the world outside.
 *
 * @param http whom {@code http_request} may call
 * @param sql what {@code sql_query} may ask
 * @param delays whether answers really wait as {@code delay_control} says; if not, it only says how long they would
 * @param failedRuns how grave the alert is that a failed run raises: {@code critical}, {@code warning} or {@code info}
 * @param thresholds how grave the alert is that says that a limit of {@code serai.provider.watch} was reached
 * @param secrets credentials by the names that flows use
 */
@Validated
@ConfigurationProperties("serai.node")
record NodeProperties(
        @DefaultValue @Valid Http http,
        @DefaultValue @Valid Sql sql,
        @DefaultValue("true") boolean delays,
        @DefaultValue("critical") AlertLevel failedRuns,
        @DefaultValue("critical") AlertLevel thresholds,
        @DefaultValue Map<String, Secret> secrets) {

    NodeProperties {
        secrets = Map.copyOf(secrets);
    }

    /**
     * Whom {@code http_request} may call.
     *
     * @param allow hosts: {@code api.example.com} on the standard ports, {@code api.example.com:8443} on one, and
     *     {@code *.example.com} for every public host below; nobody if empty
     * @param maxBody longer answers are refused
     */
    record Http(
            @DefaultValue List<String> allow,
            @DefaultValue("1MB") DataSize maxBody) {

        Http {
            allow = List.copyOf(allow);
        }
    }

    /**
     * What {@code sql_query} may ask.
     *
     * @param write whether statements may change something
     * @param timeout for one statement
     * @param maxRows an answer with more is refused
     * @param role taken on for the statement if the hub's own database user is a superuser; none if blank
     */
    record Sql(
            @DefaultValue("false") boolean write,
            @DefaultValue("10s") @DurationMin(millis = 1) Duration timeout,
            @DefaultValue("1000") @Min(1) @Max(100_000) int maxRows,
            @DefaultValue("pg_read_all_data") String role) {}
}
