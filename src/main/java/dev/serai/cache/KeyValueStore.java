package dev.serai.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Texts under names that live for a while: in Redis, where every hub finds them, or else in this process. Whatever is
 * in it may be gone at any moment, so nothing here ever fails: what cannot be reached in time is not there.
 */
public interface KeyValueStore {

    /** Whether anything put there now would be kept. */
    boolean keeps();

    /** What there is under these names; waits for it no longer than {@code serai.redis.timeout}. */
    Map<String, String> get(Collection<String> keys);

    /** Puts texts there, over those of the same names; does not wait, and may be lost. */
    void put(Map<String, String> texts, Duration timeToLive);

    /** Takes away what is under these names; does not wait, and may be lost. */
    void remove(Collection<String> keys);

    /** Where they are, in words for people and without secrets. */
    String place();
}
