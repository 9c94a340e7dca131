package dev.serai.trigger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.springframework.boot.autoconfigure.quartz.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Quartz keeps its jobs in our database, where all hubs see them, and each firing goes to one hub. It makes its own
 * short transactions there: inside one of ours its clock would be woken before the job can be seen.
 */
@Configuration(proxyBeanMethods = false)
class QuartzConfiguration {

    private static final String NAME = "serai";

    /** The clock does not tick before {@link FlowSchedules} knows what is due. */
    @Bean
    SchedulerFactoryBeanCustomizer quartz(DataSource database) {
        return quartz -> {
            quartz.setSchedulerName(NAME);
            quartz.setAutoStartup(false);
            quartz.setWaitForJobsToCompleteOnShutdown(true);
            quartz.setQuartzProperties(properties(connections(database)));
        };
    }

    private static Properties properties(String connections) {
        var quartz = new Properties();
        quartz.setProperty("org.quartz.scheduler.instanceId", "AUTO");
        quartz.setProperty("org.quartz.threadPool.threadCount", "4");
        quartz.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        quartz.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
        quartz.setProperty("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
        quartz.setProperty("org.quartz.jobStore.tablePrefix", "trigger.qrtz_");
        quartz.setProperty("org.quartz.jobStore.dataSource", connections);
        quartz.setProperty("org.quartz.jobStore.isClustered", "true");
        quartz.setProperty("org.quartz.jobStore.misfireThreshold", "60000");
        return quartz;
    }

    /** Quartz finds connections by name only. */
    private static String connections(DataSource database) {
        var name = NAME + "-" + System.identityHashCode(database);
        DBConnectionManager.getInstance().addConnectionProvider(name, new Connections(database));
        return name;
    }

    private record Connections(DataSource database) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return database.getConnection();
        }

        @Override
        public void initialize() {}

        @Override
        public void shutdown() {}
    }
}
