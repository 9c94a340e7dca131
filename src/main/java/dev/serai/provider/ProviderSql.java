package dev.serai.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The statements of this module that are not called by its routes. */
final class ProviderSql {

    private ProviderSql() {}

    static String read(String name) {
        try {
            return new ClassPathResource("sql/provider/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
