package dev.serai.engine;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Exported routes in a Camel of their own, as an engineer would run them. */
final class Reread {

    private Reread() {}

    /** A context that knows the node types, with these routes, not yet started. */
    static DefaultCamelContext of(String yaml, Kinds kinds, NodeRunner runner) throws Exception {
        var camel = new DefaultCamelContext();
        kinds.all().forEach(type -> camel.getRegistry().bind(NodeStep.reference(type.name()), new NodeStep(runner)));
        camel.getRegistry().bind(JexlLanguage.NAME, new JexlLanguage());
        Ways.bind(camel);
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("flow.camel.yaml", yaml));
        return camel;
    }
}
