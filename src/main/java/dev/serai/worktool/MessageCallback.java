package dev.serai.worktool;

import dev.serai.queue.Envelope;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Takes in what people say in the chats of a robot. Called by the routes {@code worktool-(robot-)callback}. */
@Component
class MessageCallback {

    private final CallbackDoor door;
    private final MessageEnvelopes envelopes;

    MessageCallback(CallbackDoor door, MessageEnvelopes envelopes) {
        this.door = door;
        this.envelopes = envelopes;
    }

    /** Stores the message of this request durably and answers it. */
    public void receive(Exchange exchange) {
        door.serve(exchange, this::read);
    }

    private Optional<Envelope> read(RobotAccount account, CallbackBody body) {
        var message =
                switch (body) {
                    case CallbackBody.Raw raw -> QaMessageReader.json(raw.bytes());
                    case CallbackBody.Form form -> QaMessageReader.form(form.fields());
                };
        return message.empty() ? Optional.empty() : Optional.of(envelopes.of(account.robot(), message));
    }
}
