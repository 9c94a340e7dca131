package dev.serai.cli;

import dev.serai.flow.NodeType;
import dev.serai.flow.NodeTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the language must know about the node types, without a hub. */
record OfflineTypes(Collection<NodeType> all) implements NodeTypes {

    /** Those that come with the hub, and the Kamelets. */
    static OfflineTypes found() {
        var types = new ArrayList<NodeType>();
        OfflineNodes.kinds(List.of()).forEach(kind -> types.add(kind.type()));
        types.addAll(OfflineNodes.kamelets().types());
        return new OfflineTypes(types);
    }

    @Override
    public Optional<NodeType> find(String nameOrAlias) {
        return all.stream()
                .filter(type ->
                        type.name().equals(nameOrAlias) || type.aliases().contains(nameOrAlias))
                .findFirst();
    }
}
