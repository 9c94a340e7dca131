package dev.serai.bench;

import dev.serai.queue.Batcher;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stores a body and answers, and does nothing else: it reads no JSON, knows no robot, recognises no copy and makes no
 * work of it: what storing alone costs on this server and database.
 */
@RestController
class BareDurable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Batcher<String> writer = new Batcher<>("bare-durable", 500, this::write);

    BareDurable(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("create table if not exists bare_durable (seq bigint generated always as identity, body text)")
                .update();
    }

    @PostMapping(value = "/bench/bare-durable", produces = "application/json")
    String store(@RequestBody String body) {
        writer.submitAndWait(body, PATIENCE);
        return "{\"code\":0,\"message\":\"success\"}";
    }

    private void write(List<String> bodies) {
        jdbc.sql("insert into bare_durable (body) select unnest(cast(:bodies as text[]))")
                .param("bodies", bodies.toArray(String[]::new))
                .update();
    }
}
