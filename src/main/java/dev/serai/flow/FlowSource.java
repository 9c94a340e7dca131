package dev.serai.flow;

/**
 * A flow as it is handed in.
 *
 * @param file name that faults are reported under
 * @param text YAML or JSON
 * @param by who hands it in
 * @param why what for
 */
public record FlowSource(String file, String text, String by, String why) {}
