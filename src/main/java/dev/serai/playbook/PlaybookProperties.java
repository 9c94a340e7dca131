package dev.serai.playbook;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the robots' personas and texts are.
 *
 * @param personas a file of personas; one on the class path is used if it is not there
 * @param fallback role type that is taken when nobody asks for another
 * @param templates a folder of text templates; the one on the class path is used if it is not there
 */
@Validated
@ConfigurationProperties("serai.playbook")
record PlaybookProperties(
        @NotBlank @DefaultValue("routes/personas/personas.yaml")
        String personas,

        @NotBlank @DefaultValue("assistant") String fallback,
        @NotBlank @DefaultValue("routes/templates") String templates) {}
