package dev.serai.engine;

import dev.serai.flow.FlowVersion;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.springframework.stereotype.Component;

/** Shows a flow version as the Camel routes it is run as, in Camel's YAML DSL. */
@Component
public class CamelExport {

    private final CamelContext camel;
    private final EngineHost host;

    CamelExport(CamelContext camel, EngineHost host) {
        this.camel = camel;
        this.host = host;
    }

    /** YAML that Camel and Kaoto can open. */
    public String yaml(FlowVersion version) {
        var dumper = PluginHelper.getModelToYAMLDumper(camel);
        return host.compiled(version).routes().stream()
                .map(route -> {
                    try {
                        return dumper.dumpModelAsYaml(camel, route, true, false, false);
                    } catch (Exception e) {
                        throw new IllegalStateException("Route '" + route.getId() + "' cannot be written as YAML", e);
                    }
                })
                .collect(Collectors.joining());
    }
}
