package dev.serai.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.access.AdminKey;
import dev.serai.provider.AiModels;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The models, wherever they are declared; those of the database can be changed here. Keys go in and never come out. */
@RestController
@RequestMapping("/api/models")
class ModelsApi {

    private final AiModels models;
    private final AdminKey admin;

    ModelsApi(AiModels models, AdminKey admin) {
        this.models = models;
        this.admin = admin;
    }

    @GetMapping
    Reply list() {
        return Reply.of(models.all());
    }

    @GetMapping("/{id}")
    Reply find(@PathVariable String id) {
        return Reply.of(models.find(id));
    }

    /** Declares a model; it is in force with the answer. */
    @PostMapping
    Reply add(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody ObjectNode model) {
        admin.requireIfConfigured(authorization);
        return Reply.of(models.add(model));
    }

    /** Declares it anew as a whole; without {@code api_key} it keeps the one it has. */
    @PutMapping("/{id}")
    Reply change(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable String id,
            @RequestBody ObjectNode model) {
        admin.requireIfConfigured(authorization);
        return Reply.of(models.change(id, model));
    }

    @DeleteMapping("/{id}")
    Reply remove(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable String id) {
        admin.requireIfConfigured(authorization);
        models.remove(id);
        return Reply.of(null);
    }
}
