package dev.serai.flow;

import java.util.Set;

public final class ContextFields {
    public static final Set<String> NAMES = Set.of("senderRole");

    private ContextFields() {}
}
