package dev.serai.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonasTests {

    private static final String TWO = """
            - {id: p1, name: 甲, roleType: assistant, description: d, systemPrompt: 你是甲, temperature: 0.7, maxTokens: 10,
               model: m, active: true}
            - {id: p2, name: 乙, roleType: service, description: d, systemPrompt: 你是乙, temperature: 0.7, maxTokens: 10,
               model: m, active: false}
            """;

    @TempDir
    private Path folder;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("personas.yaml"), text).toString();
    }

    @Test
    void findsAShippedPersonaByIdAndByRole() {
        var personas = PlaybookFixture.shipped();

        assertThat(personas.all()).hasSize(7);
        assertThat(personas.find("persona_service")).isEqualTo(personas.find("service"));
        assertThat(personas.find("service").orElseThrow().name()).isEqualTo("售后处理机器人");
        assertThat(personas.standard().roleType()).isEqualTo("assistant");
    }

    @Test
    void knowsNoPersonaThatIsNotActive() throws IOException {
        var personas = new Personas(new PlaybookProperties(file(TWO), "p1", "routes/templates"));

        assertThat(personas.find("service")).isEmpty();
        assertThat(personas.all()).extracting(Persona::name).containsExactly("甲");
    }

    @Test
    void refusesAFallbackThatIsNotThere() throws IOException {
        var properties = new PlaybookProperties(file(TWO), "service", "routes/templates");

        assertThatThrownBy(() -> new Personas(properties))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("serai.playbook.fallback")
                .hasMessageContaining("'service'");
    }

    @Test
    void takesThePackedPersonasWhenThereIsNoFile() {
        assertThat(getClass().getClassLoader().getResource("routes/personas/personas.yaml"))
                .isNotNull();
        assertThat(PlaybookFixture.shipped().all()).isNotEmpty();
    }

    @Test
    void saysWhichFileCannotBeRead() throws IOException {
        var properties = new PlaybookProperties(file("- {id: p1, colour: red}"), "p1", "routes/templates");

        assertThatThrownBy(() -> new Personas(properties))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("serai.playbook.personas")
                .hasMessageContaining("personas.yaml");
    }
}
