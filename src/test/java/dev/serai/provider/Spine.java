package dev.serai.provider;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A small Camel with the provider's routes in it, as the hub would load them. */
public final class Spine implements AutoCloseable {

    private final CamelContext camel = new DefaultCamelContext();

    private Spine() {}

    /** Only the way out. */
    public static Spine calls() {
        var spine = new Spine();
        spine.start(List.of("provider-call"));
        return spine;
    }

    /** The way out, and the logs into a database. */
    public static Spine callsAndLogs(DataSource database) {
        var spine = new Spine();
        spine.camel.getRegistry().bind("dataSource", database);
        spine.start(List.of("provider-call", "provider-log-failure", "provider-workflow-log", "provider-io-log"));
        return spine;
    }

    public CamelContext camel() {
        return camel;
    }

    /** A wire as providers get it. */
    public Wire wire(String provider) {
        return new Wires(camel, Settings.none()).to(provider);
    }

    private void start(List<String> routes) {
        camel.getRegistry().bind("providerConnections", new ProviderConnections());
        camel.getRegistry().bind("providerLiveBody", new LiveBody());
        camel.getRegistry().bind("providerLogRows", new LogRows(camel, Settings.none()));
        try {
            for (var route : routes) {
                var file = Path.of("routes", route + ".camel.yaml");
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.fromString(file.getFileName().toString(), Files.readString(file)));
            }
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
