package dev.serai.flow;

/**
 * A kind of file that holds settings, in YAML or JSON. Safe for use by many threads.
 *
 * @param type of the settings; the rules are those of {@link SettingsReader}
 * @param what it holds, for example {@code tests}
 * @param beginning how it begins, for example {@code tests:}
 */
public record SettingsFile<S extends Record>(Class<S> type, String what, String beginning) {

    private static final SettingsReader READER = new SettingsReader();

    /**
     * Reads one.
     *
     * @param file the name faults are reported under
     * @throws FlowRejected with every fault of the text and where it stands
     */
    public S read(String file, String text) {
        return place(file, text).settings();
    }

    /**
     * The same, for settings that more is asked of than a look at the file can tell.
     *
     * @throws FlowRejected as {@link #read}
     */
    public PlacedSettings<S> place(String file, String text) {
        var document = DocumentReader.read(file, text, "The file holds no " + what, "begin with " + beginning);
        try {
            return new PlacedSettings<>(READER.read(document.root(), type), document);
        } catch (SettingsRejected e) {
            var faults = new Faults(document);
            e.wrongs().forEach(wrong -> faults.wrong("", null, wrong));
            throw new FlowRejected(faults.inFileOrder());
        }
    }
}
