package dev.serai.console;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.WebRequest;

/** Puts what goes wrong before or outside the API's own methods into the one response format too. */
@Component
class ErrorBody extends DefaultErrorAttributes {

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        var told = super.getErrorAttributes(request, ErrorAttributeOptions.defaults());
        var status = told.get("status") instanceof Integer code ? code : HttpStatus.INTERNAL_SERVER_ERROR.value();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", status);
        body.put("message", reason(status, getError(request)) + " (" + told.get("path") + ")");
        body.put("data", NullNode.getInstance());
        return body;
    }

    /** Only what Spring says about the request itself is passed on; everything else is for the log. */
    private static String reason(int status, @Nullable Throwable error) {
        if (error instanceof ErrorResponse known && known.getBody().getDetail() != null) {
            return known.getBody().getDetail() + (status == 415 ? " Send application/json." : "");
        }
        if (status >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return "The hub failed; its log says why";
        }
        var known = HttpStatus.resolve(status);
        return known == null ? "Refused" : known.getReasonPhrase();
    }
}
