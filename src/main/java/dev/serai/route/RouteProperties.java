package dev.serai.route;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where routes and Kamelets come from.
 *
 * @param folder with {@code *.camel.yaml}, also in folders below but {@code examples}, and
 *     {@code kamelets/*.kamelet.yaml}; if it does not exist, what is packed with the hub is taken
 * @param watchInterval how often the folder is looked at for changes
 * @param drain how long a route may take to finish what is in it when it gives way to another way in
 * @param keepIdle how long the route of a Kamelet that nobody calls is kept
 */
@Validated
@ConfigurationProperties("serai.route")
record RouteProperties(
        @NotBlank @DefaultValue("routes") String folder,
        @DurationMin(millis = 50) @DefaultValue("500ms") Duration watchInterval,
        @DurationMin(millis = 1) @DefaultValue("10s") Duration drain,
        @DurationMin(seconds = 1) @DefaultValue("10m") Duration keepIdle) {

    Path place() {
        return Path.of(folder);
    }

    boolean packed() {
        return !Files.isDirectory(place());
    }
}
