package dev.serai.node;

/** A credential from the configuration, which shows itself to nobody by accident. */
record Secret(String value) {

    /** What configuration binding calls; it finds public methods only. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
