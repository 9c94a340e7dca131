package dev.serai.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong in a document, so that its author hears of everything at once. */
final class Faults {

    private static final Comparator<Fault> IN_FILE_ORDER =
            Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column);

    private final Document document;
    private final List<Fault> faults = new ArrayList<>();

    Faults(Document document) {
        this.document = document;
    }

    /** Something is wrong with the value there. */
    void value(String pointer, @Nullable String node, String message, String hint) {
        add(document.value(pointer), node, message, hint);
    }

    /** Something is wrong with the key there. */
    void key(String pointer, @Nullable String node, String message, String hint) {
        add(document.key(pointer), node, message, hint);
    }

    /** Something is wrong at a column inside the text there. */
    void inside(String pointer, int column, @Nullable String node, String message, String hint) {
        add(document.inside(pointer, column), node, message, hint);
    }

    /** Something is wrong with the settings there. */
    void wrong(String settings, @Nullable String node, SettingsRejected.Wrong wrong) {
        var pointer = settings + wrong.pointer();
        if (wrong.onKey()) {
            key(pointer, node, wrong.message(), wrong.hint());
            return;
        }
        inside(pointer, wrong.column(), node, wrong.message(), wrong.hint());
    }

    private void add(Place place, @Nullable String node, String message, String hint) {
        faults.add(new Fault(document.file(), place.line(), place.column(), node, message, hint));
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    /** Everything found, in the order of the file. */
    List<Fault> inFileOrder() {
        return faults.stream().distinct().sorted(IN_FILE_ORDER).toList();
    }
}
