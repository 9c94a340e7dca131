package dev.serai.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way to tell people. */
public enum Channel {
    /** A robot says it in a chat. */
    ROBOT,
    /** It shows up in the console. */
    POPUP,
    FEISHU,
    DINGTALK,
    WECOM,
    /** JSON to an address of one's own. */
    WEBHOOK,
    EMAIL;

    /** As flows, tables and configuration write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it goes to an address of the configuration. */
    public boolean hook() {
        return this == FEISHU || this == DINGTALK || this == WECOM || this == WEBHOOK;
    }

    /** Whether it is sent from here; the others take what is stored. */
    boolean sent() {
        return hook() || this == EMAIL;
    }

    /** The channel that is written like this. */
    public static Optional<Channel> of(String word) {
        return Arrays.stream(values())
                .filter(channel -> channel.word().equals(word))
                .findFirst();
    }
}
