package dev.serai.provider;

import dev.serai.provider.ModelCatalog.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * The failure policy of model calls: who is asked, who next, what is tried again and when it is given up. All providers
 * of a model are asked before any of them is asked again, and the fallback model when none of them answers. Whatever
 * happens, it is one call: one time limit, one answer, one account.
 */
final class Failover {

    private final Routing routing;
    private final Wires wires;
    private final ProviderProperties.Retry retry;
    private final Pause pause;

    Failover(Routing routing, Wires wires, ProviderProperties.Retry retry, Pause pause) {
        this.routing = routing;
        this.wires = wires;
        this.retry = retry;
        this.pause = pause;
    }

    /** A model and its providers in the order of asking; never empty. */
    record Stage(String model, List<Candidate> providers) {}

    /** Asks one provider once. */
    @FunctionalInterface
    interface Attempt {
        ChatAnswer by(Candidate candidate, Wire wire, Consumer<ChatEvent> listener);
    }

    /**
     * One call.
     *
     * @param limit for all of it
     * @param listener hears of one answer only
     */
    record Call(Duration limit, Attempt attempt, ModelJournal.Entry account, Consumer<ChatEvent> listener) {}

    /** The model itself, then the models to fall back on that can be asked; none if the model is not known. */
    List<Stage> stages(ModelCatalog catalog, String model) {
        var stages = new ArrayList<Stage>();
        var seen = new HashSet<String>();
        for (var next = model;
                next != null && seen.add(next);
                next = catalog.fallback(next).orElse(null)) {
            var providers = routing.order(catalog.providers(next));
            var useful = stages.isEmpty() || providers.stream().anyMatch(Candidate::askable);
            if (!providers.isEmpty() && useful) {
                stages.add(new Stage(next, providers));
            }
        }
        return stages;
    }

    /** Makes the call; it has a thread of its own. */
    ChatAnswer run(List<Stage> stages, Call call) {
        var end = System.nanoTime() + call.limit().toNanos();
        return TimeLimit.within(call.limit(), over -> new Course(this, call, end, over).through(stages));
    }

    Routing routing() {
        return routing;
    }

    Wires wires() {
        return wires;
    }

    ProviderProperties.Retry retry() {
        return retry;
    }

    Pause pause() {
        return pause;
    }

    /**
     * Whether another provider may do better. Not when the request itself is refused, which would only be refused
     * again, and not when an answer had begun, because it may have been paid for.
     */
    static boolean elsewhere(ProviderException failure) {
        return switch (failure) {
            case ProviderException.Network e -> true;
            case ProviderException.ServerError e -> true;
            case ProviderException.RateLimited e -> true;
            case ProviderException.TimedOut e -> true;
            case ProviderException.Unavailable e -> true;
            case ProviderException.Unauthorized e -> true;
            case ProviderException.BadRequest e -> ofTheAccount(e.status());
            case ProviderException.Business e -> false;
            case ProviderException.Broken e -> false;
            case ProviderException.Interrupted e -> false;
            case ProviderException.UnknownModel e -> false;
            case ProviderException.UnknownWorkflow e -> false;
        };
    }

    /** A wrong address, an account without money, a model this provider does not have. */
    private static boolean ofTheAccount(int status) {
        return status < 400 || status == 402 || status == 404;
    }
}
