package dev.serai.cli;

import dev.serai.engine.NodeKind;
import dev.serai.flow.NodeType;
import dev.serai.flow.NodeTypes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the language must know about the node types, without a hub. */
record OfflineTypes(Collection<NodeType> all) implements NodeTypes {

    /** Those that come with the hub. */
    static OfflineTypes found() {
        return new OfflineTypes(
                OfflineNodes.kinds(List.of()).stream().map(NodeKind::type).toList());
    }

    @Override
    public Optional<NodeType> find(String nameOrAlias) {
        return all.stream()
                .filter(type ->
                        type.name().equals(nameOrAlias) || type.aliases().contains(nameOrAlias))
                .findFirst();
    }
}
