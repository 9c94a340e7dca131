package dev.serai.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notes what it receives, and does what the test wants with it. */
final class RecordingReceiver implements Receiver {

    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final Consumer<Delivery> reaction;

    RecordingReceiver() {
        this(delivery -> {});
    }

    RecordingReceiver(Consumer<Delivery> reaction) {
        this.reaction = reaction;
    }

    @Override
    public boolean serves(String channel) {
        return channel.equals("test");
    }

    @Override
    public void receive(Delivery delivery) {
        deliveries.add(delivery);
        reaction.accept(delivery);
    }

    List<String> payloads() {
        return deliveries.stream()
                .map(delivery -> delivery.envelope().payload())
                .toList();
    }
}
