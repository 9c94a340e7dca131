package dev.serai.sandbox;

import java.io.IOException;

/** Lets tests decide what providers answer, what goes wrong, and how many calls WorkTool lets pass. */
final class ControlApi {

    private final Scripts scripts;
    private final Faults faults;
    private final SlidingWindow limit;
    private final Runnable forget;

    ControlApi(Scripts scripts, Faults faults, SlidingWindow limit, Runnable forget) {
        this.scripts = scripts;
        this.faults = faults;
        this.limit = limit;
        this.forget = forget;
    }

    void serve(Router router) {
        router.on("PUT /sandbox/scripts", this::setScripts)
                .on("DELETE /sandbox/scripts", this::clearScripts)
                .on("PUT /sandbox/faults", this::setFaults)
                .on("GET /sandbox/faults", exchange -> exchange.reply(200, faults.toJson()))
                .on("PUT /sandbox/limit", this::setLimit)
                .on("POST /sandbox/reset", this::reset);
    }

    private void setScripts(Exchange exchange) throws IOException {
        exchange.reply(200, Json.object().put("rules", scripts.set(exchange.json())));
    }

    private void clearScripts(Exchange exchange) throws IOException {
        scripts.clear();
        exchange.reply(200, Json.object().put("rules", 0));
    }

    private void setFaults(Exchange exchange) throws IOException {
        faults.set(exchange.json());
        exchange.reply(200, faults.toJson());
    }

    private void setLimit(Exchange exchange) throws IOException {
        var body = Fields.of(exchange.json(), "body");
        if (!body.has("perMinute")) {
            throw new BadRequest("perMinute: is missing; give a number of requests, 0 for no limit");
        }
        limit.allow(Fields.number(body, "perMinute", "body", 0));
        exchange.reply(200, Json.object().put("perMinute", limit.perMinute()));
    }

    private void reset(Exchange exchange) throws IOException {
        scripts.clear();
        faults.clear();
        limit.reset();
        forget.run();
        exchange.reply(200, Json.object().put("reset", true));
    }
}
