package dev.serai.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.serai.access.AdminKey;
import dev.serai.access.NotAllowed;
import dev.serai.flow.Fault;
import dev.serai.flow.FlowRejected;
import dev.serai.provider.AiModels;
import dev.serai.provider.ModelCard;
import dev.serai.provider.ModelRegistry;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What programs written for Coze Studio ask about models; answers have its shape, {@code code, msg, data}. */
@RestController
class BotModelsApi {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ModelRegistry registry;
    private final AiModels models;
    private final AdminKey admin;

    BotModelsApi(ModelRegistry registry, AiModels models, AdminKey admin) {
        this.registry = registry;
        this.models = models;
        this.admin = admin;
    }

    /** Coze Studio's way to answer; code 0 if all is well, else the HTTP status. */
    record Answer(int code, String msg, @Nullable Object data) {}

    /** What became of the models; the time is the hub's local one. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Done(
            int modelCount,
            List<String> newModels,
            List<String> updatedModels,
            List<String> removedModels,
            String refreshTime) {}

    /** What keeps the models as they were. */
    record Wrong(List<Fault> faults) {}

    /** A model as Coze Studio lists it; {@code model_type} is its id. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Listed(
            String name,
            String modelType,
            String modelName,
            String modelIcon,
            String modelClass,
            String modelClassName,
            String modelDesc,
            boolean isOffline,
            Map<String, Boolean> modelAbility,
            Map<String, Long> modelQuota,
            JsonNode modelParams) {}

    /** Reads configuration, environment, files and database anew; a call under way is not disturbed. */
    @PostMapping("/v1/bot/refresh_models")
    ResponseEntity<Answer> refresh(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        try {
            admin.require(authorization);
            var done = registry.refresh();
            return ResponseEntity.ok(new Answer(
                    0,
                    "models refreshed",
                    new Done(
                            done.modelCount(),
                            done.newModels(),
                            done.updatedModels(),
                            done.removedModels(),
                            time(done.at()))));
        } catch (NotAllowed e) {
            return answer(HttpStatus.UNAUTHORIZED, String.valueOf(e.getMessage()), null);
        } catch (FlowRejected e) {
            var lines = e.faults().stream().map(Fault::toString).collect(Collectors.joining("\n"));
            return answer(
                    HttpStatus.UNPROCESSABLE_ENTITY, "the models stay as they were: " + lines, new Wrong(e.faults()));
        } catch (DataAccessException e) {
            return answer(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "the models stay as they were: the database did not answer; try again",
                    null);
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    private static ResponseEntity<Answer> answer(HttpStatus status, String message, @Nullable Object data) {
        return ResponseEntity.status(status).body(new Answer(status.value(), message, data));
    }

    /** The models in use, one line for each declaration. */
    @PostMapping("/api/bot/get_type_list")
    Answer types() {
        var list = models.all().stream()
                .filter(ModelCard::isActive)
                .map(BotModelsApi::listed)
                .toList();
        return new Answer(0, "success", Map.of("model_list", list));
    }

    private static Listed listed(ModelCard model) {
        var looks = model.looks();
        var can = looks.capability();
        return new Listed(
                model.name(),
                model.id(),
                model.modelId(),
                looks.icon(),
                model.protocol(),
                model.protocol(),
                looks.descriptionZh().isEmpty() ? looks.descriptionEn() : looks.descriptionZh(),
                !model.problems().isEmpty(),
                Map.of(
                        "function_call", can.path("function_call").asBoolean(false),
                        "cot_display", can.path("reasoning").asBoolean(false),
                        "image_understanding", takes(can, "image"),
                        "video_understanding", takes(can, "video"),
                        "audio_understanding", takes(can, "audio"),
                        "support_multi_modal", can.path("input_modal").size() > 1,
                        "prefill_resp", can.path("prefill_response").asBoolean(false)),
                Map.of(
                        "token_limit", can.path("input_tokens").asLong(0),
                        "token_resp", can.path("output_tokens").asLong(0)),
                looks.parameters());
    }

    private static boolean takes(JsonNode capability, String kind) {
        return StreamSupport.stream(capability.path("input_modal").spliterator(), false)
                .anyMatch(one -> kind.equals(one.asText()));
    }
}
