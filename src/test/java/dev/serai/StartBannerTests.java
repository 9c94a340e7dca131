package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.cache.CachesFixture;
import dev.serai.cache.KeyValueStore;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.mock.env.MockEnvironment;

class StartBannerTests {

    private static final String URL = "jdbc:postgresql://db:5432/serai?user=a&password=secret";

    private final MockEnvironment environment = new MockEnvironment();

    private final KeyValueStore store = CachesFixture.localStore(Clock.systemUTC());

    private String text() {
        var database = new HouseProperties(URL, "postgres", "hidden", "data", 16);
        var none = new DefaultListableBeanFactory().getBeanProvider(EmbeddedDatabase.class);
        return new StartBanner(new OnPort(), none, database, store, environment).text(Duration.ofMillis(4250));
    }

    @Test
    void saysWhereTheHubIsAndOnWhatItStands() {
        assertThat(text())
                .contains("Serai is ready after 4.3 s")
                .containsPattern("hub +http://localhost:18080")
                .containsPattern("database +jdbc:postgresql://db:5432/serai\n")
                .containsPattern("transport +local")
                .containsPattern("redis +none: .* \\(one instance\\)")
                .doesNotContain("SIMULATED");
    }

    @Test
    void neverShowsAPassword() {
        assertThat(text()).doesNotContain("secret", "hidden");
        assertThat(new HouseProperties(URL, "postgres", "hidden", "data", 16).toString())
                .doesNotContain("secret", "hidden");
    }

    @Test
    void saysLoudlyWhatIsOnlySimulated() {
        environment.setProperty("serai.sandbox.url", "http://127.0.0.1:8090");

        assertThat(text()).contains("http://127.0.0.1:8090/sandbox/", "SIMULATED", "Nothing leaves this machine");
    }

    /** A web server that says it is on a port. */
    private static final class OnPort extends ServletWebServerApplicationContext implements WebServer {

        @Override
        public WebServer getWebServer() {
            return this;
        }

        @Override
        public int getPort() {
            return 18080;
        }
    }
}
