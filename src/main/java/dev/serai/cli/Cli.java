package dev.serai.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The hub's program used as a command: the first word says what to do, and no hub starts. */
public final class Cli {

    static final int OK = 0;
    static final int FAULTS = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    private Cli() {}

    /** Whether these words ask for something else than a hub. */
    public static boolean asked(String... words) {
        return words.length > 0 && (!words[0].startsWith("-") || words[0].equals("--help") || words[0].equals("-h"));
    }

    /** Does what the words ask for, and answers the exit code. */
    public static int run(String... words) {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                words);
    }

    static int run(PrintWriter out, PrintWriter err, String... words) {
        var line = new CommandLine(new Verbs()).setOut(out).setErr(err).setExpandAtFiles(false);
        line.setExecutionExceptionHandler((failure, command, result) -> {
            err.println(told(failure));
            return failure instanceof RemoteHub.Unreachable ? UNREACHABLE : code(failure);
        });
        var code = line.execute(words[0].startsWith("-") ? new String[] {"help"} : words);
        out.flush();
        err.flush();
        return code;
    }

    private static int code(Exception failure) {
        return failure instanceof IOException ? USAGE : FAULTS;
    }

    private static String told(Exception failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getMessage() + ": there is no such file to read";
            case RuntimeException known when known.getMessage() != null -> known.getMessage();
            default -> failure.toString();
        };
    }
}
