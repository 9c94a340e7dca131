package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The one shape of every answer of the WorkTool cloud: HTTP 200 with a code, a message and data. */
final class CloudReply {

    private CloudReply() {}

    static ObjectNode ok(JsonNode data) {
        return Json.object().put("code", 200).put("message", "操作成功").set("data", data);
    }

    static ObjectNode ok() {
        return ok(Json.object().nullNode());
    }

    static ObjectNode problem(int code, String message) {
        return Json.object().put("code", code).put("message", message).putNull("data");
    }

    /** One page of a longer list. */
    static ObjectNode page(Page page, int total, List<ObjectNode> rows) {
        var data = Json.object()
                .put("pageNum", page.number())
                .put("pageSize", page.size())
                .put("totalPage", (total + page.size() - 1) / page.size())
                .put("total", total);
        data.set("list", Json.array(rows));
        return ok(data);
    }

    /**
     * Which part of a list is asked for.
     *
     * @param number begins with 1
     */
    record Page(long number, long size) {

        static Page of(Exchange exchange) {
            return new Page(exchange.number("page", 1, 1, Integer.MAX_VALUE), exchange.number("size", 10, 1, 200));
        }

        long skip() {
            return (number - 1) * size;
        }
    }
}
