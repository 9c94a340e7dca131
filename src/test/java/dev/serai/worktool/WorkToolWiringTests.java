package dev.serai.worktool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.queue.MessageQueue;
import dev.serai.queue.Receiver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The module finds together with what the house provides, and nothing else. */
class WorkToolWiringTests {

    @EnableConfigurationProperties(WorkToolProperties.class)
    static class House {}

    @Test
    void opensItsDoorsAndStartsItsLines() {
        var clock = new HandClock();
        try (var database = TestDatabase.fresh();
                var context = new AnnotationConfigApplicationContext()) {
            provide(context, database, clock);

            context.refresh();

            assertThat(context.getBean(Robots.class).find("demo")).isPresent();
            assertThat(context.getBean(RobotCommands.class).find("nothing")).isEmpty();
            assertThat(context.getBean(RobotCommands.class).enqueueEndpoint())
                    .startsWith("sql:classpath:sql/worktool/");
            assertThat(context.getBeansOfType(Receiver.class).values())
                    .anyMatch(receiver -> receiver.serves("worktool-result"))
                    .anyMatch(receiver -> receiver.serves("worktool-event"))
                    .noneMatch(receiver -> receiver.serves("flow"));
            assertThat(context.containsBean("messageCallback")).isTrue();
            assertThat(context.containsBean("eventCallback")).isTrue();
            assertThat(context.containsBean("workToolConnections")).isTrue();
            assertThat(context.getBean(CommandSender.class).isRunning()).isTrue();
        }
    }

    private static void provide(
            AnnotationConfigApplicationContext context, HikariDataSource database, HandClock clock) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "serai.worktool.robots.demo.robot-id",
                                "wt_demo",
                                "serai.worktool.robots.demo.token",
                                "demo-token")));
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(MessageQueue.class, () -> new FakeQueue(clock));
        context.registerBean(ProducerTemplate.class, () -> new DefaultCamelContext().createProducerTemplate());
        context.register(House.class);
        context.scan("dev.serai.worktool");
    }
}
