package dev.serai.cache;

/** The broadcast of a hub that is alone: there is nobody to tell anything and nobody to hear. */
final class LocalBroadcast implements Broadcast {

    @Override
    public void tell(String topic, String text) {}

    @Override
    public void listen(String topic, Listener listener) {}

    @Override
    public boolean hears() {
        return true;
    }
}
