package dev.serai.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTests {

    private record Account(String name, Secret key) {}

    @Test
    void showsItselfOnlyWhenAsked() throws Exception {
        var account = new Account("main", Secret.of(" sk-geheim "));

        assertThat(account.key().reveal()).isEqualTo("sk-geheim");
        assertThat(account).hasToString("Account[name=main, key=***]");
        assertThat(JsonMapper.builder().build().writeValueAsString(Map.of("account", account)))
                .isEqualTo("{\"account\":{\"name\":\"main\",\"key\":\"***\"}}");
    }

    @Test
    void hidesItselfInTextsOfOthers() {
        assertThat(Secret.of("sk-geheim").hiddenIn("invalid key sk-geheim")).isEqualTo("invalid key ***");
        assertThat(Secret.none().hiddenIn("nothing")).isEqualTo("nothing");
    }

    @Test
    void matchesNothingButItself() {
        assertThat(Secret.of("sk-geheim").matches("sk-geheim")).isTrue();
        assertThat(Secret.of("sk-geheim").matches("sk-gehein")).isFalse();
        assertThat(Secret.of("  ").present()).isFalse();
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a ")).isNotEqualTo(Secret.of("b"));
    }
}
