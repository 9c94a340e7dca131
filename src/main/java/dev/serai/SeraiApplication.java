package dev.serai;

import dev.serai.cli.Cli;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the hub; a verb as the first word is a command instead, which ends by itself. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SeraiApplication {

    public static void main(String[] args) {
        if (Cli.asked(args)) {
            System.exit(Cli.run(args));
        }
        SpringApplication.run(SeraiApplication.class, args);
    }
}
