package dev.serai.bench;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes a body and answers as the callback does, storing nothing: what the server itself can do. */
@RestController
class EmptyHandler {

    @PostMapping(value = "/bench/empty", produces = "application/json")
    String empty(@RequestBody String body) {
        return "{\"code\":0,\"message\":\"success\"}";
    }
}
