package dev.serai.flow;

/** Settings read from a file, and where each of them stands, so that more can be found wrong with them later. */
public final class PlacedSettings<S extends Record> {

    private final S settings;
    private final Document document;

    PlacedSettings(S settings, Document document) {
        this.settings = settings;
        this.document = document;
    }

    /** The settings, defaults filled in. */
    public S settings() {
        return settings;
    }

    /**
     * Says that one of them is wrong.
     *
     * @param pointer JSON pointer to it, for example {@code /meta/protocol}; for one that was left out, what would hold
     *     it is pointed at
     * @param message what is wrong
     * @param hint what to write instead
     */
    public Fault fault(String pointer, String message, String hint) {
        var place = document.value(pointer);
        return new Fault(document.file(), place.line(), place.column(), null, message, hint);
    }
}
