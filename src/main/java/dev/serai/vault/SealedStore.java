package dev.serai.vault;

import java.util.List;

/**
 * A place where a module keeps sealed values. Found as a Spring bean, so that all of them can be sealed anew when the
 * master key changes.
 */
public interface SealedStore {

    /** What is kept here, for people, such as {@code robots}. */
    String name();

    /**
     * The next values that are kept here, in the order of their ids.
     *
     * @param id of the last one already seen; empty to begin with
     * @param limit so many at most; fewer only if there are no more
     */
    List<SealedValue> after(String id, int limit);

    /**
     * Puts a new text in the place of the old one.
     *
     * @return false if the old one is not there any more; then nothing was changed
     */
    boolean replace(SealedValue old, String sealed);
}
