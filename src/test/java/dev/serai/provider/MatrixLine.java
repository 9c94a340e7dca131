package dev.serai.provider;

import java.util.EnumMap;
import java.util.Map;

/**
 * A protocol in the matrix and the server of the sandbox that plays the other side.
 *
 * @param service what the sandbox calls that server
 * @param path in front of the protocol's own paths, below the sandbox's address
 * @param key that the server accepts
 * @param exceptions what cannot be asked of this protocol, and why
 */
record MatrixLine(String protocol, String service, String path, String key, Map<MatrixCase, String> exceptions) {

    MatrixLine {
        exceptions = Map.copyOf(exceptions);
    }

    MatrixLine(String protocol, String service, String path, String key) {
        this(protocol, service, path, key, Map.of());
    }

    /** The same without a case; the reason is what the table says in its place. */
    MatrixLine without(MatrixCase what, String reason) {
        var more = new EnumMap<MatrixCase, String>(MatrixCase.class);
        more.putAll(exceptions);
        more.put(what, reason);
        return new MatrixLine(protocol, service, path, key, more);
    }

    /** What the table says about a case. */
    String cell(MatrixCase what) {
        return exceptions.getOrDefault(what, "✓");
    }
}
