package dev.serai.playbook;

/** Personas for tests of other modules. */
public final class PlaybookFixture {

    private PlaybookFixture() {}

    /** Those that are shipped. */
    public static Personas shipped() {
        return new Personas(new PlaybookProperties("routes/personas/personas.yaml", "assistant"));
    }
}
