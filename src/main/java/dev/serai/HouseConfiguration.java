package dev.serai;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the whole house stands on: the time and the database. */
@Configuration(proxyBeanMethods = false)
class HouseConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean("platform-http-engine")
    RequestThreadEngine platformHttpEngine(@Value("${server.port:8080}") int port) {
        return new RequestThreadEngine(port);
    }

    /** Only made when it is asked for, that is when no server is configured. */
    @Bean
    @Lazy
    EmbeddedDatabase embeddedDatabase(HouseProperties properties) {
        return EmbeddedDatabase.start(Path.of(properties.folder()));
    }

    @Bean
    HikariDataSource dataSource(HouseProperties properties, ObjectProvider<EmbeddedDatabase> embedded) {
        var own = properties.embedded() ? embedded.getObject() : null;
        var config = new HikariConfig();
        config.setPoolName("serai");
        config.setJdbcUrl(own == null ? properties.url() : own.url());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(properties.pool());
        config.setConnectionTimeout(2000); // a robot's callback must be answered within 3 s, also when there is none
        config.setInitializationFailTimeout(30_000);
        config.setDataSourceProperties(driver());
        return new HikariDataSource(config);
    }

    /** Transactions begin and end where the code says so; no bean is looked through for annotations. */
    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    private static Properties driver() {
        var driver = new Properties();
        driver.setProperty("reWriteBatchedInserts", "true");
        driver.setProperty("connectTimeout", "3");
        driver.setProperty("socketTimeout", "30");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("ApplicationName", "serai");
        return driver;
    }
}
