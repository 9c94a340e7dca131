package dev.serai.engine;

import dev.serai.flow.NodeType;
import dev.serai.flow.NodeTypes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All node types the hub has, by name and alias. */
@Component
class Kinds implements NodeTypes {

    private final Map<String, NodeKind<?>> byName = new LinkedHashMap<>();
    private final List<NodeType> types;

    Kinds(List<NodeKind<?>> kinds) {
        types = kinds.stream().map(NodeKind::type).toList();
        for (var kind : kinds) {
            add(kind.type().name(), kind);
            kind.type().aliases().forEach(alias -> add(alias, kind));
        }
    }

    private void add(String name, NodeKind<?> kind) {
        var earlier = byName.put(name, kind);
        if (earlier != null) {
            throw new IllegalStateException("Node type '" + name + "' is declared by "
                    + earlier.getClass().getName() + " and " + kind.getClass().getName());
        }
    }

    Optional<NodeKind<?>> kind(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public Optional<NodeType> find(String nameOrAlias) {
        return kind(nameOrAlias).map(NodeKind::type);
    }

    @Override
    public Collection<NodeType> all() {
        return types;
    }
}
