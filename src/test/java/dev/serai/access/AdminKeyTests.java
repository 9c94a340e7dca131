package dev.serai.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.vault.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminKeyTests {

    private final AdminKey key = new AdminKey(new AccessProperties(Secret.of("right")));

    @ParameterizedTest
    @ValueSource(strings = {"Bearer right", "bearer right", "Bearer  right "})
    void letsWhoShowsItGoOn(String header) {
        assertThatCode(() -> key.require(header)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "right", "Basic right", "Bearer", "Bearer ", "Bearer wrong", "Bearer rightly"})
    void refusesEverybodyElseAndTellsNoKey(String header) {
        assertThatThrownBy(() -> key.require(header))
                .isInstanceOf(NotAllowed.class)
                .message()
                .doesNotContain("right", "wrong");
    }

    @Test
    void withoutOneItSaysWhatToSet() {
        var none = new AdminKey(new AccessProperties(Secret.none()));

        assertThatCode(() -> none.requireIfConfigured(null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> key.requireIfConfigured(null)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> none.require("Bearer ")).hasMessageContaining("SERAI_ADMIN_KEY");
    }
}
