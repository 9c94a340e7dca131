package dev.serai.worktool;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Everything that sends commands, wired by hand on a database of its own and a stub WorkTool. */
class OutboundBench implements AutoCloseable {

    final Clock clock;
    final StubWorkTool workTool;
    final WorkToolProperties properties;
    final HikariDataSource database = TestDatabase.fresh();
    final DefaultCamelContext camel = new DefaultCamelContext();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    final JdbcClient jdbc = JdbcClient.create(database);
    final SlidingWindowBudget budget;
    final CommandResults results;
    final CommandNews news;
    final CommandSender sender;
    final SqlRobotCommands commands;
    private final List<CommandSender> others = new ArrayList<>();

    OutboundBench(Clock clock, String... settings) throws Exception {
        this(clock, new StubWorkTool(clock), settings);
    }

    OutboundBench(Clock clock, StubWorkTool workTool, String... settings) throws Exception {
        this.clock = clock;
        this.workTool = workTool;
        properties = Settings.of(Stream.concat(
                        Stream.of(
                                "url", workTool.url(),
                                "requests-per-minute", "1000000",
                                "sending.poll", "20ms",
                                "sending.lease-retry", "20ms",
                                "sending.back-off", "10ms",
                                "response-timeout", "5s"),
                        Stream.of(settings))
                .toArray(String[]::new));
        budget = new SlidingWindowBudget(clock, properties);
        news = new CommandNews(events::add, meters);
        results = new CommandResults(jdbc, new DataSourceTransactionManager(database), clock, properties);
        startCamel();
        sender = sender(budget);
        commands = new SqlRobotCommands(
                new CommandRows(new RobotAccounts(properties), clock, properties), table(), sender);
    }

    private Commands table() {
        return new Commands(jdbc, new DataSourceTransactionManager(database), results, clock);
    }

    private void startCamel() throws Exception {
        var placeholders = new Properties();
        placeholders.setProperty("serai.worktool.url", properties.url().toString());
        camel.getPropertiesComponent().setInitialProperties(placeholders);
        camel.getRegistry().bind("workToolConnections", new WorkToolConnections(properties));
        camel.getComponent("sql", SqlComponent.class).setDataSource(database);
        for (var route : new String[] {"worktool-send", "worktool-query"}) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel)
                            .resolveResource("classpath:routes/" + route + ".camel.yaml"));
        }
        camel.start();
    }

    /** A sender of another process on the same database. */
    CommandSender anotherProcess() {
        var another = sender(new SlidingWindowBudget(clock, properties));
        others.add(another);
        return another;
    }

    private CommandSender sender(RequestBudget budget) {
        var client = new WorkToolClient(camel.createProducerTemplate());
        var table = table();
        var tools = new LineTools(
                table,
                new RobotLeases(database, clock),
                budget,
                client,
                new CallLookup(client, table, properties),
                new ResultChecks(client, results, news, properties),
                news,
                clock,
                properties);
        return new CommandSender(new RobotAccounts(properties), tools);
    }

    /** Puts a text in line, as a node of a flow does, and says its sendId. */
    String enqueue(String key, String target, String text) {
        return enqueue(NewCommand.text(key, "demo", target, text, List.of()));
    }

    String enqueue(NewCommand command) {
        var rows = commands.rows(command);
        try (var template = camel.createProducerTemplate()) {
            template.requestBody(commands.enqueueEndpoint(), rows);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        commands.wake();
        return String.valueOf(rows.getFirst().get("sendId"));
    }

    RobotCommand find(String sendId) {
        return commands.find(sendId).orElseThrow();
    }

    CommandStatus status(String sendId) {
        return find(sendId).status();
    }

    /** A row as a process leaves it that dies while it sends. */
    void leaveSending(String sendId) {
        jdbc.sql("update worktool.robot_commands set status = 'sending', attempts = 1, sending_at = :now"
                        + " where send_id = :sendId")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("sendId", sendId)
                .update();
    }

    double counted(String outcome) {
        return meters.counter("serai.worktool.commands", "outcome", outcome).count();
    }

    @Override
    public void close() {
        others.forEach(CommandSender::stop);
        sender.stop();
        camel.stop();
        workTool.close();
        database.close();
    }
}
