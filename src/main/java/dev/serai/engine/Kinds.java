package dev.serai.engine;

import dev.serai.flow.NodeType;
import dev.serai.flow.NodeTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All node types the hub has, by name and alias: those it was built with, and those put beside it since. */
@Component
class Kinds implements NodeTypes {

    private final Map<String, NodeKind<?>> built = new LinkedHashMap<>();

    /** By name; replaced as a whole, so that readers never wait. */
    private volatile Map<String, NodeKind<?>> added = Map.of();

    Kinds(List<NodeKind<?>> kinds) {
        for (var kind : kinds) {
            add(kind.type().name(), kind);
            kind.type().aliases().forEach(alias -> add(alias, kind));
        }
    }

    private void add(String name, NodeKind<?> kind) {
        var earlier = built.put(name, kind);
        if (earlier != null) {
            throw new IllegalStateException("Node type '" + name + "' is declared by "
                    + earlier.getClass().getName() + " and " + kind.getClass().getName());
        }
    }

    /** Whether the hub was built with a type of this name or alias. */
    boolean builtIn(String name) {
        return built.containsKey(name);
    }

    /** Puts a type beside the built-in ones, or in place of the one that was put there under its name. */
    synchronized void put(NodeKind<?> kind) {
        var more = new LinkedHashMap<>(added);
        more.put(kind.type().name(), kind);
        added = more;
    }

    synchronized void remove(String name) {
        var fewer = new LinkedHashMap<>(added);
        fewer.remove(name);
        added = fewer;
    }

    Optional<NodeKind<?>> kind(String name) {
        var kind = built.get(name);
        return Optional.ofNullable(kind == null ? added.get(name) : kind);
    }

    @Override
    public Optional<NodeType> find(String nameOrAlias) {
        return kind(nameOrAlias).map(NodeKind::type);
    }

    @Override
    public Collection<NodeType> all() {
        var all = new ArrayList<NodeType>();
        built.forEach((name, kind) -> {
            if (name.equals(kind.type().name())) {
                all.add(kind.type());
            }
        });
        added.values().forEach(kind -> all.add(kind.type()));
        return all;
    }

    /** The types as they would be with this one, in place of the one of its name. */
    NodeTypes with(NodeType other) {
        return new Supposed(this, other);
    }

    private record Supposed(Kinds kinds, NodeType other) implements NodeTypes {

        @Override
        public Optional<NodeType> find(String nameOrAlias) {
            return nameOrAlias.equals(other.name()) ? Optional.of(other) : kinds.find(nameOrAlias);
        }

        @Override
        public Collection<NodeType> all() {
            var all = new ArrayList<>(kinds.all());
            all.removeIf(type -> type.name().equals(other.name()));
            all.add(other);
            return all;
        }
    }
}
