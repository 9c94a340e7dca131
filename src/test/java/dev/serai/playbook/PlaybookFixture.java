package dev.serai.playbook;

/** Personas and texts for tests of other modules. */
public final class PlaybookFixture {

    private static final PlaybookProperties SHIPPED =
            new PlaybookProperties("routes/personas/personas.yaml", "assistant", "routes/templates");

    private PlaybookFixture() {}

    /** Those that are shipped. */
    public static Personas shipped() {
        return new Personas(SHIPPED);
    }

    /** The texts that are shipped. */
    public static Templates templates() {
        return new Templates(SHIPPED, shipped());
    }
}
