package dev.serai.console;

import dev.serai.engine.Write;
import dev.serai.worktool.RobotCommands;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The commands to robots among the rows that nodes want stored, as people read them. */
@Component
class ToldCommands {

    private final RobotCommands commands;

    ToldCommands(RobotCommands commands) {
        this.commands = commands;
    }

    List<Map<String, @Nullable Object>> of(List<Write> writes) {
        return writes.stream()
                .filter(write -> write.endpoint().equals(commands.enqueueEndpoint()))
                .map(write -> commands.told(write.row()))
                .toList();
    }

    /** What else would be stored, by the name of its statement. */
    List<String> others(List<Write> writes) {
        return writes.stream()
                .map(Write::endpoint)
                .filter(endpoint -> !endpoint.equals(commands.enqueueEndpoint()))
                .map(endpoint -> endpoint.replaceAll("^.*/([^/?]*?)(\\.sql)?(\\?.*)?$", "$1"))
                .toList();
    }
}
