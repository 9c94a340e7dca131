package dev.serai.playbook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The personas of the robots. */
@Component
public class Personas {

    private final List<Persona> personas;
    private final String fallback;

    Personas(PlaybookProperties properties) {
        this.personas = read(properties.personas());
        this.fallback = properties.fallback();
        if (find(fallback).isEmpty()) {
            throw new IllegalStateException("serai.playbook.fallback: there is no persona '" + fallback + "' in "
                    + properties.personas() + "; name one that is there");
        }
    }

    private static List<Persona> read(String place) {
        Resource file = new FileSystemResource(place);
        try (var in = (file.exists() ? file : new ClassPathResource(place)).getInputStream()) {
            return new YAMLMapper().readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("serai.playbook.personas: " + place + " cannot be read", e);
        }
    }

    /** All that are active. */
    public List<Persona> all() {
        return personas.stream().filter(Persona::active).toList();
    }

    /** The active persona of this id or role type. */
    public Optional<Persona> find(String idOrRole) {
        return all().stream()
                .filter(persona ->
                        persona.id().equals(idOrRole) || persona.roleType().equals(idOrRole))
                .findFirst();
    }

    /** The one for whoever asks for no other. */
    public Persona standard() {
        return find(fallback).orElseThrow();
    }
}
