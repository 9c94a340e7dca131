package dev.serai.node;

import dev.serai.alert.Channel;
import dev.serai.alert.Notification;
import dev.serai.alert.Notifications;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import dev.serai.flow.Template;
import dev.serai.worktool.CommandRejected;
import dev.serai.worktool.NewCommand;
import dev.serai.worktool.RobotCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code execute_notification}: tells people. What they are told is stored together with the run and sent afterwards;
 * the same alert is told to the same recipient by the same node once, however often it comes within ten minutes.
 */
@Component
class ExecuteNotificationNode implements NodeKind<ExecuteNotificationNode.Settings> {

    private static final String EVERYBODY = "*";
    private static final Pattern MAIL = Pattern.compile("[^\\s,;<>\"@]{1,64}@[A-Za-z0-9.-]{1,200}");

    /**
     * Who is told what.
     *
     * @param channels {@code robot}, {@code popup}, {@code feishu}, {@code dingtalk}, {@code wecom}, {@code webhook},
     *     {@code email}
     * @param recipients as {@code channel:name} or a name for each channel: chats of the robot, addresses, or names of
     *     {@code serai.alert.hooks}; a channel with hooks takes all of its own if none is named
     * @param template the text
     */
    record Settings(
            @Nullable List<Channel> channels,
            @Nullable List<String> recipients,
            @Nullable Template template) {

        Settings {
            channels = List.copyOf(Objects.requireNonNullElse(channels, List.of(Channel.POPUP)));
            recipients = List.copyOf(Objects.requireNonNullElse(recipients, List.of()));
            template = Objects.requireNonNullElseGet(
                    template, () -> Template.of("【告警】级别：{{alertLevel}}，编号：{{alertCode}}，内容：{{alertData}}"));
            if (channels.isEmpty()) {
                throw new IllegalArgumentException("channels: there is none; write for example popup");
            }
            var addresses = new Recipients(recipients).of(Channel.EMAIL);
            if (channels.contains(Channel.EMAIL)
                    && (addresses.isEmpty() || !addresses.stream().allMatch(MAIL.asMatchPredicate()))) {
                throw new IllegalArgumentException("recipients: email wants addresses; add email:name@example.com");
            }
            if (channels.contains(Channel.ROBOT)
                    && new Recipients(recipients).of(Channel.ROBOT).isEmpty()) {
                throw new IllegalArgumentException(
                        "recipients: a robot must know the chat; add robot:<name of the chat>");
            }
            if (recipients.stream().anyMatch(one -> one.isBlank() || one.endsWith(":"))) {
                throw new IllegalArgumentException("recipients: one is blank; write a name or remove it");
            }
        }

        private List<String> of(Channel channel) {
            return new Recipients(Objects.requireNonNull(recipients)).of(channel);
        }
    }

    private final Notifications notifications;
    private final RobotCommands commands;

    ExecuteNotificationNode(Notifications notifications, RobotCommands commands) {
        this.notifications = notifications;
        this.commands = commands;
    }

    @Override
    public NodeType type() {
        return new NodeType("execute_notification", Set.of(), Settings.class, Set.of("notified"), NodeType.Role.STEP);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var content = Objects.requireNonNull(settings.template()).render(step.scope());
        var notified = new ArrayList<String>();
        var writes = new ArrayList<Write>();
        for (var channel : Objects.requireNonNull(settings.channels())) {
            for (var recipient : recipients(settings, channel)) {
                var told = channel.word() + ":" + recipient;
                if (!notified.contains(told)) {
                    notified.add(told);
                    writes.addAll(writes(notification(step, channel, recipient, content), step));
                }
            }
        }
        var outcome = Outcome.of(Map.of("notified", List.copyOf(notified))).from(Map.of("content", content));
        for (var write : writes) {
            outcome = outcome.write(write);
        }
        return outcome;
    }

    private List<String> recipients(Settings settings, Channel channel) {
        var named = settings.of(channel);
        if (channel == Channel.POPUP) {
            return named.isEmpty() ? List.of(EVERYBODY) : named;
        }
        if (channel == Channel.EMAIL && !notifications.mails()) {
            throw new NodeFailed("channels: there is no mail server; set serai.alert.mail.host", false, null);
        }
        if (!channel.hook()) {
            return named;
        }
        var hooks = notifications.hooks(channel);
        var wanted = named.isEmpty() ? hooks : named;
        if (wanted.isEmpty() || !hooks.containsAll(wanted)) {
            throw new NodeFailed(
                    "recipients: of " + channel.word() + " there are " + hooks + ", not " + wanted
                            + "; add serai.alert.hooks.<name> with this channel",
                    false,
                    null);
        }
        return wanted;
    }

    private static Notification notification(Step step, Channel channel, String recipient, String content) {
        var alert = step.text("alertId");
        var about = alert.isEmpty() ? step.effectKey() : alert + ":" + step.node();
        return new Notification(
                String.join(":", about, channel.word(), recipient),
                alert.isEmpty() ? null : uuid(alert),
                channel,
                recipient,
                content,
                step.run().value(),
                step.node(),
                step.now());
    }

    private static UUID uuid(String alert) {
        try {
            return UUID.fromString(alert);
        } catch (IllegalArgumentException e) {
            throw new NodeFailed("alertId: the context holds no id of an alert", false, e);
        }
    }

    private List<Write> writes(Notification notification, Step step) {
        var writes = new ArrayList<Write>();
        writes.add(new Write(
                notifications.endpoint(),
                notifications.row(notification),
                notifications::wake,
                notifications.atOnce()));
        if (notification.channel() == Channel.ROBOT) {
            var command = NewCommand.text(
                            notification.key(),
                            step.text("robotId"),
                            notification.recipient(),
                            notification.content(),
                            List.of())
                    .askedBy(step.run().value(), step.node());
            try {
                for (Map<String, @Nullable Object> row : commands.rows(command)) {
                    writes.add(new Write(commands.enqueueEndpoint(), row, commands::wake));
                }
            } catch (CommandRejected e) {
                throw new NodeFailed(String.valueOf(e.getMessage()), false, e);
            }
        }
        return writes;
    }
}
