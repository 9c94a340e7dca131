package dev.serai.worktool;

import dev.serai.vault.Secret;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The robots of the configuration, with their credentials. */
@Component
class RobotAccounts implements Robots {

    /** Compared with when the robot is unknown, so that this takes as long as a wrong token. */
    private static final Secret NOBODY = Secret.of("nobody has this token");

    private final Map<String, RobotAccount> accounts;

    RobotAccounts(WorkToolProperties properties) {
        accounts = properties.robots().entrySet().stream()
                .map(entry -> account(entry.getKey(), entry.getValue()))
                .collect(Collectors.toUnmodifiableMap(RobotAccount::name, account -> account));
    }

    private static RobotAccount account(String name, WorkToolProperties.RobotSettings settings) {
        var displayName = settings.displayName();
        var role = new Robot.Role(settings.group(), settings.type(), settings.persona());
        var robot = new Robot(name, displayName == null ? name : displayName, settings.flow(), role);
        return new RobotAccount(robot, settings.robotId(), settings.token(), settings.signatureSecret());
    }

    @Override
    public Optional<Robot> find(String name) {
        return Optional.ofNullable(accounts.get(name)).map(RobotAccount::robot);
    }

    Collection<RobotAccount> all() {
        return accounts.values();
    }

    /** The robot whose name and token a caller gave; empty if either is wrong, without a difference between the two. */
    Optional<RobotAccount> authenticate(String name, String token) {
        var account = Optional.ofNullable(accounts.get(name));
        var matches = account.map(RobotAccount::token).orElse(NOBODY).matches(token);
        return matches ? account : Optional.empty();
    }
}
