package dev.serai.playbook;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The texts the robots know by heart. */
@Component
public class Templates {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final Map<String, TextTemplate> templates;

    Templates(PlaybookProperties properties, Personas personas) {
        this.templates = read(properties.templates(), personas);
    }

    private static Map<String, TextTemplate> read(String folder, Personas personas) {
        var templates = new LinkedHashMap<String, TextTemplate>();
        for (var file : files(folder)) {
            for (var template : read(file)) {
                if (templates.put(template.id(), template) != null) {
                    throw wrong(file, "template '" + template.id() + "' is there twice; give one another id");
                }
                if (personas.find(template.personaId()).isEmpty()) {
                    throw wrong(
                            file,
                            "template '" + template.id() + "' is said by '" + template.personaId()
                                    + "', who is no active persona; name one that is");
                }
            }
        }
        return Collections.unmodifiableMap(templates);
    }

    private static List<Resource> files(String folder) {
        var place = Files.isDirectory(Path.of(folder)) ? "file:" : "classpath:";
        try {
            var found = new PathMatchingResourcePatternResolver().getResources(place + folder + "/*.yaml");
            return Arrays.stream(found)
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("serai.playbook.templates: " + folder + " cannot be read", e);
        }
    }

    private static List<TextTemplate> read(Resource file) {
        try (InputStream in = file.getInputStream()) {
            return YAML.readValue(in, new TypeReference<>() {});
        } catch (JacksonException e) {
            throw wrong(file, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("serai.playbook.templates: " + file + " cannot be read", e);
        }
    }

    private static IllegalStateException wrong(Resource file, String reason) {
        return new IllegalStateException("serai.playbook.templates: in " + file.getFilename() + ", " + reason);
    }

    /** All there are, also those that are not active. */
    public Collection<TextTemplate> all() {
        return templates.values();
    }

    /** The active template of this id. */
    public Optional<TextTemplate> find(String id) {
        return Optional.ofNullable(templates.get(id)).filter(TextTemplate::active);
    }
}
