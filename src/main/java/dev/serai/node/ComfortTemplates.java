package dev.serai.node;

import dev.serai.task.StaffStatus;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a customer who waits for the staff is told; {@code {userName}} stands for their name.
 *
 * @param online when the staff is there
 * @param busy when the staff is on another task
 * @param offline when the staff is away
 */
record ComfortTemplates(
        @DefaultValue("{userName}，售后同事已经看到您的消息，马上就来，请稍等一下👍")
        String online,

        @DefaultValue("{userName}，售后同事正在处理其他客户的问题，忙完马上就来，请您耐心等一会儿⏳")
        String busy,

        @DefaultValue("{userName}，售后同事暂时不在，已经帮您通知了，看到后会尽快过来🔔")
        String offline) {

    private static final Pattern EMOJIS =
            Pattern.compile("[\\p{IsExtended_Pictographic}\\x{1F3FB}-\\x{1F3FF}\\x{FE0F}\\x{200D}]");

    ComfortTemplates {
        refuseBlank("online", online);
        refuseBlank("busy", busy);
        refuseBlank("offline", offline);
    }

    private static void refuseBlank(String status, String template) {
        if (template.isBlank()) {
            throw new IllegalArgumentException(
                    "comfortMessageTemplates: the text for " + status + " is blank; write one or leave it out");
        }
    }

    /** The text for a customer whose staff has this status. */
    String text(StaffStatus status, String userName, boolean emojis) {
        var template =
                switch (status) {
                    case ONLINE -> online;
                    case BUSY -> busy;
                    case OFFLINE -> offline;
                };
        var written = emojis ? template : EMOJIS.matcher(template).replaceAll("");
        return written.replace("{userName}", userName);
    }
}
