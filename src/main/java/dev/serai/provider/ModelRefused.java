package dev.serai.provider;

/** A change of the models that is not made; nothing is different. */
public abstract sealed class ModelRefused extends RuntimeException {

    private ModelRefused(String message) {
        super(message);
    }

    /** There is no model of this id in the database. */
    public static final class Unknown extends ModelRefused {
        Unknown(String message) {
            super(message);
        }
    }

    /** It contradicts what there is. */
    public static final class Conflict extends ModelRefused {
        Conflict(String message) {
            super(message);
        }
    }
}
