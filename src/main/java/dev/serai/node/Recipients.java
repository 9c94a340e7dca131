package dev.serai.node;

import dev.serai.alert.Channel;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is told. A recipient is written {@code channel:name}, or as a name alone, which then holds for each channel that
 * has names.
 */
record Recipients(List<String> written) {

    /** Those of a channel. */
    List<String> of(Channel channel) {
        var names = new ArrayList<String>();
        for (var one : written) {
            var colon = one.indexOf(':');
            var named = Channel.of(colon < 0 ? "" : one.substring(0, colon));
            if (named.isEmpty()) {
                names.add(one);
            } else if (named.get() == channel) {
                names.add(one.substring(colon + 1));
            }
        }
        return names.stream().distinct().toList();
    }
}
