package dev.serai.flow;

/** Reads flow files: the language from text to a definition that can run. */
public final class FlowReader {

    private final NodeTypes types;

    public FlowReader(NodeTypes types) {
        this.types = types;
    }

    /**
     * Reads and checks a flow.
     *
     * @param file the name faults are reported under
     * @throws FlowRejected with every fault of the text
     */
    public FlowDefinition read(String file, String text) {
        var document = DocumentReader.read(file, text);
        var faults = new Faults(document);
        var draft = new FlowParser(document, types, faults).parse();
        new FlowChecker(draft, faults).check();
        if (!faults.isEmpty()) {
            throw new FlowRejected(faults.inFileOrder());
        }
        return draft.definition();
    }

    /** Reads a text that was checked when it was published; node types may have changed since then. */
    FlowDefinition readPublished(String file, String text) {
        var document = DocumentReader.read(file, text);
        return new FlowParser(document, types, new Faults(document)).parse().definition();
    }
}
