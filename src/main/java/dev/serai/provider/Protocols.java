package dev.serai.provider;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The protocols that models can be asked by. */
@Component
class Protocols {

    private final Map<String, ChatProvider> providers;

    Protocols(List<ChatProvider> providers) {
        this.providers =
                providers.stream().collect(Collectors.toUnmodifiableMap(ChatProvider::protocol, Function.identity()));
    }

    Map<String, ChatProvider> byName() {
        return providers;
    }

    boolean known(String protocol) {
        return providers.containsKey(protocol);
    }

    /** All of them, for people. */
    List<String> names() {
        return providers.keySet().stream().sorted(Comparator.naturalOrder()).toList();
    }
}
