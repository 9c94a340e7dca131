package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.flow.SettingsRejected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class SqlQueryNodeTests {

    private static final HikariDataSource DATABASE = TestDatabase.fresh();
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE);

    private final SqlQueryNode kind = node(NodeSettings.READ);

    static {
        JDBC.sql("create table public.items (id integer primary key, name text)")
                .update();
        JDBC.sql("insert into public.items select i, '商品' || i from generate_series(1, 9) i")
                .update();
    }

    private static SqlQueryNode node(NodeProperties.Sql sql) {
        var properties = NodeSettings.sql(sql);
        return new SqlQueryNode(
                new SqlQueries(DATABASE, new DataSourceTransactionManager(DATABASE), properties), properties);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private Object rows(String settings, TestStep step) {
        return kind.run(TestStep.settings(kind, settings), step).output().get("rows");
    }

    private NodeFailed failure(String statement) {
        return catchThrowableOfType(
                NodeFailed.class, () -> rows("{statement: \"" + statement + "\"}", TestStep.message("x")));
    }

    @Test
    void answersRowsWithBoundParameters() {
        assertThat(rows(
                        "{statement: 'select id, name from public.items where name = :name or id = cast(:id as integer)"
                                + " order by id;', parameters: {name: '{{message.content}}', id: 2}}",
                        TestStep.message("商品1")))
                .isEqualTo(List.of(Map.of("id", 1, "name", "商品1"), Map.of("id", 2, "name", "商品2")));
    }

    @Test
    void whatASenderWritesIsAValue() {
        var hostile = "x' or '1'='1'; drop table public.items; --";

        assertThat(rows(
                        "{statement: 'select name from public.items where name = :name',"
                                + " parameters: {name: '{{message.content}}'}}",
                        TestStep.message(hostile)))
                .isEqualTo(List.of());
    }

    @Test
    void valuesOfEveryKindArePlain() {
        assertThat(rows(
                                "{statement: \"select cast('{\\\"a\\\":[1]}' as jsonb) j, array[1,2] l, null n, true b,"
                                        + " cast('2026-11-21T00:00:00Z' as timestamptz) t, cast(:m as jsonb) m\","
                                        + " parameters: {m: {名: '{{userName}}'}}}",
                                TestStep.message("x"))
                        .toString())
                .isEqualTo("[{j={a=[1]}, l=[1, 2], n=null, b=true, t=2026-11-21T00:00:00Z, m={名=张三}}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from public.items",
                "copy public.items to program 'touch /tmp/x'",
                "with gone as (delete from public.items returning id) select * from gone",
                "select nextval('worktool.robot_commands_seq_seq')",
                "select pg_read_file('/etc/passwd')",
                "do $$ begin end $$"
            })
    void changesNothingAndReadsNoFiles(String statement) {
        assertThat(failure(statement)).isNotNull().returns(false, NodeFailed::retryable);
        assertThat(JDBC.sql("select count(*) from public.items")
                        .query(Long.class)
                        .single())
                .isEqualTo(9);
    }

    @Test
    void tellsAnAuthorWhatIsWrongWithTheStatement() {
        assertThat(failure("select nobody from public.items"))
                .hasMessageContaining("\"nobody\" does not exist")
                .returns(false, NodeFailed::retryable);
    }

    @Test
    void doesNotRepeatWhatASenderWroteWhenItFails() {
        var settings = TestStep.settings(
                kind, "{statement: 'select cast(:n as integer)', parameters: {n: '{{message.content}}'}}");

        assertThatThrownBy(() -> kind.run(settings, TestStep.message("geheim")))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("22P02")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void endsAStatementThatTakesTooLong() {
        assertThat(failure("select pg_sleep(20)")).hasMessageContaining("57014").returns(true, NodeFailed::retryable);
    }

    @Test
    void refusesMoreRowsThanMayBeKept() {
        assertThat(failure("select id from public.items")).hasMessageContaining("more than 5 rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{statement: 'select 1; select 2'}",
                "{statement: \"select '{{userName}}'\"}",
                "{statement: \"select set_config('role', 'postgres', true)\"}",
                "{statement: 'select :a'}",
                "{statement: 'select 1', parameters: {a: 1}}"
            })
    void refusesWrongSettings(String settings) {
        assertThatThrownBy(() -> TestStep.settings(kind, settings)).isInstanceOf(SettingsRejected.class);
    }

    @Test
    void aColonInATextOrACastIsNoParameter() {
        assertThat(rows("{statement: \"select ':x'::text t, 1 -- :y\"}", TestStep.message("x")))
                .isEqualTo(List.of(Map.of("t", ":x", "?column?", 1)));
    }

    @Test
    void mayBeRepeatedAsLongAsItOnlyReads() {
        var settings = TestStep.settings(kind, "{statement: select 1 as one}");

        assertThat(kind.effect()).isEqualTo(Effect.IDEMPOTENT);
        assertThat(kind.lookUp(settings, TestStep.message("x"))).isPresent();
    }

    @Test
    void changesSomethingOnceTheOperatorAllowsIt() {
        var writing = node(new NodeProperties.Sql(true, Duration.ofSeconds(1), 5, ""));
        var settings = TestStep.settings(
                writing, "{statement: 'update public.items set name = :n where id = 9', parameters: {n: 新}}");

        assertThat(writing.run(settings, TestStep.message("x")).output())
                .containsEntry("rows", List.of(Map.of("updated", 1)));
        assertThat(writing.effect()).isEqualTo(Effect.ONCE);
        assertThat(writing.lookUp(settings, TestStep.message("x"))).isEmpty();
    }
}
