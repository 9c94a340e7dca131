package dev.serai.engine;

import dev.serai.flow.FlowVersion;
import org.springframework.stereotype.Component;

/** Shows a flow version as the Camel routes it is run as, in Camel's YAML DSL. */
@Component
public class CamelExport {

    private final EngineHost host;

    CamelExport(EngineHost host) {
        this.host = host;
    }

    /** YAML that Camel and Kaoto can open. */
    public String yaml(FlowVersion version) {
        return RouteYaml.of(host.compiled(version).routes());
    }
}
