package dev.serai.provider;

import java.util.Optional;
import java.util.function.Supplier;

/** Bounds the runs of one workflow: so many at the same time, so many begun in a second. */
final class Turns {

    private final Optional<Places> places;
    private final Rate rate;

    private Turns(Optional<Places> places, Rate rate) {
        this.places = places;
        this.rate = rate;
    }

    /** The bounds of a workflow as it is configured. */
    static Turns of(String name, ProviderProperties.Workflow settings, ProviderProperties.Calls usual) {
        var place = "workflow '" + name + "'";
        var setting = "serai.provider.workflows." + name;
        var most = Optional.ofNullable(settings.maxConcurrent());
        return new Turns(
                most.map(count ->
                        new Places(place, setting + ".max-concurrent", count, usual.maxQueue(), usual.maxWait())),
                Rate.of(place, setting + ".rate-limit", settings.rateLimit(), usual.maxWait()));
    }

    /**
     * Makes a call when its turn has come.
     *
     * @throws ProviderException.Unavailable if it does not come in time
     */
    <T> T take(Supplier<T> call) {
        places.ifPresent(Places::acquire);
        try {
            rate.acquire();
            return call.get();
        } finally {
            places.ifPresent(Places::release);
        }
    }
}
