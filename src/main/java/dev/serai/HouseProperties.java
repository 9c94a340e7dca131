package dev.serai;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the hub keeps its data.
 *
 * @param url JDBC address of a PostgreSQL server; without one the hub starts a PostgreSQL of its own
 * @param username for that server
 * @param password for that server
 * @param folder where the hub's own PostgreSQL keeps its data
 * @param pool connections at most
 */
@Validated
@ConfigurationProperties("serai.database")
record HouseProperties(
        @Nullable String url,
        @DefaultValue("postgres") String username,
        @DefaultValue("postgres") String password,
        @NotBlank @DefaultValue("data") String folder,
        @DefaultValue("16") int pool) {

    boolean embedded() {
        return url == null || url.isBlank();
    }

    /** The address without what may be secret in it. */
    String place() {
        return url == null ? "" : url.replaceFirst("\\?.*", "");
    }

    @Override
    public String toString() {
        return "HouseProperties[url=" + place() + ", folder=" + folder + ", pool=" + pool + "]";
    }
}
