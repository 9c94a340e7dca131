package dev.serai.node;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * Whom flows may call. A host that is listed by its name may be anywhere; one that is allowed by a pattern only must
 * have a public address, for whoever owns the domain decides where its names lead.
 */
record AllowedHosts(List<String> entries) {

    AllowedHosts {
        entries = entries.stream().map(entry -> entry.toLowerCase(Locale.ROOT)).toList();
    }

    boolean allow(HttpAddress address) {
        return entries.stream().anyMatch(entry -> allows(entry, address));
    }

    private static boolean allows(String entry, HttpAddress address) {
        var host = host(entry);
        var named = host.startsWith("*.")
                ? address.host().endsWith(host.substring(1))
                : address.host().equals(host);
        var port = entry.substring(host.length());
        return named && (port.isEmpty() ? standard(address.port()) : port.equals(":" + address.port()));
    }

    private static boolean standard(int port) {
        return port == 80 || port == 443;
    }

    private static String host(String entry) {
        return entry.replaceFirst(":\\d+$", "");
    }

    /** Whether an entry names this host itself. */
    boolean named(String host) {
        var plain = host.toLowerCase(Locale.ROOT);
        return entries.stream()
                .map(AllowedHosts::host)
                .anyMatch(entry -> entry.equals(plain) || entry.equals("[" + plain + "]"));
    }

    /** Whether an address is one that the whole world has, and not only this network. */
    static boolean isPublic(InetAddress address) {
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || shared(address.getAddress()));
    }

    /** Unique local addresses of IPv6, those that providers share among customers, and 0.0.0.0/8. */
    private static boolean shared(byte[] bytes) {
        return bytes.length == 16
                ? (bytes[0] & 0xfe) == 0xfc
                : bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
    }
}
