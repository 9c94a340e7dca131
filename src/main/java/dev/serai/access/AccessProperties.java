package dev.serai.access;

import dev.serai.vault.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may do what.
 *
 * @param adminKey with it a program may do what an administrator may; without one no program may
 */
@Validated
@ConfigurationProperties("serai.access")
record AccessProperties(@DefaultValue("") Secret adminKey) {}
