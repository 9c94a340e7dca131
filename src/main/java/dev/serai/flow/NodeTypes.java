package dev.serai.flow;

import java.util.Collection;
import java.util.Optional;

/** The kinds of nodes authors may use; whoever runs flows says which there are. */
public interface NodeTypes {

    /** The type of this name or alias. */
    Optional<NodeType> find(String nameOrAlias);

    /** Every type there is. */
    Collection<NodeType> all();
}
