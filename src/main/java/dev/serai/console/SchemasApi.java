package dev.serai.console;

import dev.serai.flow.FlowSchema;
import dev.serai.flow.NodeTypes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What editors complete and check files with. */
@RestController
class SchemasApi {

    private final NodeTypes types;

    SchemasApi(NodeTypes types) {
        this.types = types;
    }

    /** The language of flow files, with the node types this hub has. */
    @GetMapping(value = "/schemas/flow.schema.json", produces = "application/schema+json;charset=UTF-8")
    String flow() {
        return FlowSchema.of(types).toPrettyString();
    }
}
