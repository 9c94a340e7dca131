package dev.serai.console;

import dev.serai.access.NotAllowed;
import dev.serai.engine.RunRefused;
import dev.serai.flow.FlowRejected;
import dev.serai.flow.UnknownVersion;
import dev.serai.provider.ModelRefused;
import dev.serai.provider.ProviderException;
import dev.serai.provider.WorkflowRefused;
import dev.serai.queue.QueueUnavailable;
import dev.serai.trigger.CannotStart;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns what goes wrong behind {@code /api/**} into the one error format. */
@RestControllerAdvice(basePackageClasses = Errors.class)
class Errors {

    @ExceptionHandler
    ResponseEntity<Reply> on(CannotStart e) {
        return switch (e) {
            case CannotStart.UnknownFlow unknown -> reply(HttpStatus.NOT_FOUND, unknown);
            case CannotStart.NotForPrograms wrong -> reply(HttpStatus.CONFLICT, wrong);
            case CannotStart.WrongInput wrong -> reply(HttpStatus.BAD_REQUEST, wrong);
        };
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(ProviderException e) {
        var status =
                switch (e) {
                    case ProviderException.BadRequest wrong -> HttpStatus.BAD_REQUEST;
                    case ProviderException.UnknownModel unknown -> HttpStatus.NOT_FOUND;
                    case ProviderException.UnknownWorkflow unknown -> HttpStatus.NOT_FOUND;
                    case ProviderException.Interrupted waiting -> HttpStatus.CONFLICT;
                    case ProviderException.RateLimited busy -> HttpStatus.TOO_MANY_REQUESTS;
                    case ProviderException.Unavailable busy -> HttpStatus.SERVICE_UNAVAILABLE;
                    case ProviderException.TimedOut late -> HttpStatus.GATEWAY_TIMEOUT;
                    case ProviderException.Network broken -> HttpStatus.BAD_GATEWAY;
                    case ProviderException.ServerError broken -> HttpStatus.BAD_GATEWAY;
                    case ProviderException.Unauthorized refused -> HttpStatus.BAD_GATEWAY;
                    case ProviderException.Broken broken -> HttpStatus.BAD_GATEWAY;
                    case ProviderException.Business refused -> HttpStatus.BAD_GATEWAY;
                };
        return reply(status, e);
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(WorkflowRefused e) {
        var status =
                switch (e) {
                    case WorkflowRefused.UnknownRun unknown -> HttpStatus.NOT_FOUND;
                    case WorkflowRefused.UnknownInterrupt unknown -> HttpStatus.NOT_FOUND;
                    case WorkflowRefused.UnknownStart unknown -> HttpStatus.CONFLICT;
                    case WorkflowRefused.Answered late -> HttpStatus.CONFLICT;
                    case WorkflowRefused.Exhausted late -> HttpStatus.CONFLICT;
                    case WorkflowRefused.Expired late -> HttpStatus.GONE;
                };
        return reply(status, e);
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(NotFound e) {
        return reply(HttpStatus.NOT_FOUND, e);
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(ModelRefused e) {
        return switch (e) {
            case ModelRefused.Unknown unknown -> reply(HttpStatus.NOT_FOUND, unknown);
            case ModelRefused.Conflict conflict -> reply(HttpStatus.CONFLICT, conflict);
        };
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(NotAllowed e) {
        return reply(HttpStatus.UNAUTHORIZED, e);
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(RunRefused e) {
        return reply(HttpStatus.CONFLICT, e);
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(UnknownVersion e) {
        return reply(HttpStatus.NOT_FOUND, e);
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(FlowRejected e) {
        return reply(new Reply(422, "The flow has faults; nothing was changed", e.faults()));
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(QueueUnavailable e) {
        return reply(HttpStatus.SERVICE_UNAVAILABLE, e);
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(HttpMessageNotReadableException e) {
        var reason = "The body is not JSON; send an object and Content-Type: application/json";
        return reply(new Reply(400, reason, null));
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(MethodArgumentTypeMismatchException e) {
        return reply(new Reply(400, e.getName() + ": '" + e.getValue() + "' is not valid", null));
    }

    @ExceptionHandler
    ResponseEntity<Reply> on(IllegalArgumentException e) {
        return reply(HttpStatus.BAD_REQUEST, e);
    }

    private static ResponseEntity<Reply> reply(HttpStatus status, RuntimeException reason) {
        return reply(new Reply(status.value(), String.valueOf(reason.getMessage()), null));
    }

    /** JSON also for those who would have liked a stream of events. */
    private static ResponseEntity<Reply> reply(Reply body) {
        return ResponseEntity.status(body.code())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
