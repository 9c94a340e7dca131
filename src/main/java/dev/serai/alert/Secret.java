package dev.serai.alert;

/** A credential from the configuration, which shows itself to nobody by accident. */
record Secret(String value) {

    /** What configuration binding calls; it finds public methods only. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    boolean blank() {
        return value.isBlank();
    }

    @Override
    public String toString() {
        return "***";
    }
}
