package dev.serai.node;

import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.flow.NodeType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code sql_query}: asks the database; changes nothing unless the hub's operator allows it. */
@Component
class SqlQueryNode implements NodeKind<SqlQueryNode.Settings> {

    /**
     * What is asked.
     *
     * @param statement one statement, with parameters as {@code :name}; a parameter that is no text wants a cast, as in
     *     {@code cast(:count as integer)}
     * @param parameters values by name, bound and never part of the statement; texts may hold {@code {{variables}}}
     */
    record Settings(@Nullable String statement, @Nullable Map<String, Value> parameters) {

        Settings {
            parameters = Map.copyOf(Objects.requireNonNullElse(parameters, Map.of()));
            var wanted =
                    SqlStatement.of(Objects.requireNonNullElse(statement, "")).parameters();
            for (var name : wanted) {
                if (!parameters.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "parameters: the statement wants :" + name + "; add " + name + ":");
                }
            }
            for (var name : parameters.keySet()) {
                if (!wanted.contains(name)) {
                    throw new IllegalArgumentException(
                            "parameters: '" + name + "' is not in the statement; write :" + name + " or remove it");
                }
            }
        }

        private SqlStatement parsed() {
            return SqlStatement.of(Objects.requireNonNull(statement));
        }
    }

    private final SqlQueries queries;
    private final NodeProperties.Sql allowed;

    SqlQueryNode(SqlQueries queries, NodeProperties properties) {
        this.queries = queries;
        this.allowed = properties.sql();
    }

    @Override
    public NodeType type() {
        return new NodeType("sql_query", Set.of(), Settings.class, Set.of("rows"), NodeType.Role.STEP);
    }

    @Override
    public Effect effect() {
        return allowed.write() ? Effect.ONCE : Effect.IDEMPOTENT;
    }

    @Override
    public Duration timeLimit() {
        return allowed.timeout().plusSeconds(10); // the statement's own limit is the one that counts
    }

    @Override
    public Optional<Outcome> lookUp(Settings settings, Step step) {
        return settings.parsed().reads() && !allowed.write() ? Optional.of(run(settings, step)) : Optional.empty();
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var statement = settings.parsed();
        if (!allowed.write() && !statement.reads()) {
            throw new NodeFailed(
                    "statement: it does not begin with select, with or values; flows only read unless the operator sets"
                            + " serai.node.sql.write",
                    false,
                    null);
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.putAll(Value.all(Objects.requireNonNull(settings.parameters()), step.scope()));
        List<Map<String, @Nullable Object>> rows = queries.run(statement.text(), values);
        return Outcome.of(Map.of("rows", rows)).from(values);
    }
}
