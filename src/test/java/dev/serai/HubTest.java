package dev.serai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of the whole house: the hub as it is shipped, on free ports, with its sandbox, a database of its own, the
 * Redis of the suite and a copy of the shipped routes, and of the shipped flows but for those that start by themselves,
 * which would come into other tests. All classes that wear it share one hub, so each test talks in chats of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "serai.sandbox.enabled=true",
            "serai.sandbox.port=0",
            "serai.worktool.requests-per-minute=1000000",
            "serai.worktool.robots.early.robot-id=wt_early",
            "serai.worktool.robots.early.token=early-token",
            "serai.worktool.robots.early.flow=flow_later",
            "serai.worktool.robots.people.robot-id=wt_people",
            "serai.worktool.robots.people.token=people-token",
            "serai.worktool.robots.people.flow=flow_people",
            "serai.provider.watch.interval=200ms",
            "serai.provider.watch.models.watched.tokens-per-day=100",
            "serai.access.admin-key=" + Hub.ADMIN_KEY,
            "serai.node.delays=true",
            "serai.queue.first-pause=20ms",
            "serai.flow.watch-interval=200ms",
            "serai.route.watch-interval=100ms",
            "serai.provider.calls.retry.pause=10ms",
            "serai.provider.calls.breaker.window=1000",
            "serai.provider.calls.breaker.minimum-calls=1000"
        })
@ContextConfiguration(initializers = HubTest.Places.class)
@Import({Hub.class, HubClock.class})
@ExtendWith(HubTest.Ending.class)
@Execution(ExecutionMode.SAME_THREAD)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface HubTest {

    /** Gives the hub places of its own. */
    final class Places implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var places = Map.<String, Object>of(
                    "serai.database.url", TestDatabase.freshUrl(),
                    "serai.vault.folder", folder("vault").toString(),
                    "serai.redis.url", TestRedis.shared(),
                    "serai.redis.prefix", TestRedis.prefix(),
                    "serai.flow.folder", copy("routes/flows").toString(),
                    "serai.provider.model-folder", copy("routes/models").toString(),
                    "serai.route.folder", routes().toString());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("places", places));
        }

        private static Path routes() {
            var folder = copy("routes");
            copy("routes/kamelets", folder.resolve("kamelets"));
            return folder;
        }

        private static Path copy(String shipped) {
            return copy(shipped, folder(shipped.replace('/', '-')));
        }

        private static Path folder(String name) {
            try {
                return Files.createTempDirectory("serai-" + name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path copy(String shipped, Path folder) {
            try (var files = Files.list(Path.of(shipped))) {
                Files.createDirectories(folder);
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    if (!Files.readString(file).contains("nodeType: trigger_schedule")) {
                        Files.copy(file, folder.resolve(file.getFileName()));
                    }
                }
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Stops the hub after the last test and not with the JVM, which would stop its database at the same time. */
    final class Ending implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext test) {
            var hub = (ConfigurableApplicationContext) SpringExtension.getApplicationContext(test);
            test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(HubTest.class))
                    .getOrComputeIfAbsent("hub", unused -> (ExtensionContext.Store.CloseableResource) hub::close);
        }
    }
}
