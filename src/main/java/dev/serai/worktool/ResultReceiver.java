package dev.serai.worktool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.queue.Delivery;
import dev.serai.queue.Receiver;
import org.springframework.stereotype.Component;

/** Takes the results of commands off their channel. */
@Component
class ResultReceiver implements Receiver {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CommandResults results;
    private final CommandNews news;

    ResultReceiver(CommandResults results, CommandNews news) {
        this.results = results;
        this.news = news;
    }

    @Override
    public boolean serves(String channel) {
        return EventCallback.RESULTS.equals(channel);
    }

    /** A second delivery tells the news again, for the first may have died before it did. */
    @Override
    public void receive(Delivery delivery) {
        var envelope = delivery.envelope();
        var outcome = results.accept(envelope.address(), report(envelope.payload()));
        if (outcome.now() || delivery.redelivered()) {
            news.tell(outcome.commands().stream()
                    .filter(command -> command.status().finished())
                    .toList());
        }
    }

    private static Report report(String payload) {
        try {
            return Report.called(JSON.readTree(payload));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A result in the inbox is not JSON", e);
        }
    }
}
