package dev.serai.alert;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Sends notifications by email through the route {@code alert-mail}. Never repeats a call. */
@Component
class MailClient {

    private static final String ROUTE = "direct:alert-mail";
    private static final int LONGEST_SUBJECT = 60;

    private final ProducerTemplate routes;
    private final AlertProperties.Mail mail;

    MailClient(@Lazy ProducerTemplate routes, AlertProperties properties) {
        this.routes = routes;
        this.mail = properties.mail();
    }

    Sent send(Claim claim) {
        if (mail.host().isBlank()) {
            return new Sent.Refused("there is no serai.alert.mail.host");
        }
        var exchange = routes.request(ROUTE, request -> {
            var message = request.getMessage();
            message.setHeader("To", claim.recipient());
            message.setHeader("From", mail.from());
            message.setHeader("Subject", subject(claim.content()));
            message.setHeader("Content-Type", "text/plain; charset=UTF-8");
            message.setBody(claim.content());
        });
        var failure = exchange.getException();
        return failure == null ? new Sent.Delivered() : failed(failure);
    }

    /** The beginning of the first line. */
    private static String subject(String content) {
        var line = content.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…";
    }

    private static Sent failed(Throwable failure) {
        var reason = failure.getClass().getSimpleName();
        for (Throwable at = failure; at != null; at = cause(at)) {
            if (at instanceof ConnectException || at instanceof UnknownHostException) {
                return new Sent.Later(reason);
            }
            if (at instanceof AuthenticationFailedException || at instanceof SendFailedException) {
                return new Sent.Refused(reason);
            }
        }
        return new Sent.Unclear(reason);
    }

    /** Mail has a chain of its own. */
    private static @Nullable Throwable cause(Throwable failure) {
        return failure instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : failure.getCause();
    }
}
