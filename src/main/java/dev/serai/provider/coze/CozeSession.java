package dev.serai.provider.coze;

import dev.serai.provider.ProviderException;
import dev.serai.provider.Wire;
import dev.serai.vault.Secret;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access token of one OAuth app: asked for when it is first needed, kept, and renewed ahead of its end. However
 * many callers need one at the same moment, one request is made, and all share what comes of it.
 */
final class CozeSession {

    private static final Logger LOG = LoggerFactory.getLogger(CozeSession.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final CozeTokenRequest request;
    private @Nullable CozeGrant grant;
    private @Nullable FutureTask<CozeGrant> flight;

    CozeSession(CozeTokenRequest request) {
        this.request = request;
    }

    /**
     * A token that is good now; waits for one, at most ten seconds.
     *
     * @throws ProviderException if Coze gives none
     */
    Secret token(Wire wire) {
        FutureTask<CozeGrant> awaited;
        synchronized (this) {
            if (grant != null && grant.fresh(request.clock().instant())) {
                return grant.token();
            }
            if (flight == null) {
                flight = new FutureTask<>(() -> renewed(wire));
                Thread.ofVirtual().name("coze-token").start(flight);
            }
            awaited = flight;
        }
        return outcome(awaited).token();
    }

    /** Coze does not take this token any more; the next caller gets a new one. */
    synchronized void forget(Secret token) {
        if (grant != null && grant.token().equals(token)) {
            grant = null;
        }
    }

    private CozeGrant renewed(Wire wire) {
        try {
            var next = request.ask(wire);
            synchronized (this) {
                grant = next;
            }
            return next;
        } catch (ProviderException e) {
            return stretched(e);
        } finally {
            synchronized (this) {
                flight = null;
            }
        }
    }

    /** A renewal that fails is no harm as long as the old token is good. */
    private synchronized CozeGrant stretched(ProviderException failure) {
        var now = request.clock().instant();
        var longer = grant == null ? null : grant.stretched(now);
        if (longer == null || !longer.fresh(now)) {
            throw failure;
        }
        LOG.warn(
                "Coze's token for the {} is not renewed yet, the old one is good until {}: {}",
                request.app(),
                longer.expires(),
                failure.reason());
        grant = longer;
        return longer;
    }

    private static CozeGrant outcome(FutureTask<CozeGrant> flight) {
        try {
            return flight.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            flight.cancel(true);
            throw late();
        } catch (CancellationException e) {
            throw late();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException.Unavailable("the caller was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProviderException known) {
                throw known;
            }
            throw new IllegalStateException("Coze's token cannot be asked for", e.getCause());
        }
    }

    private static ProviderException late() {
        return new ProviderException.Network("Coze gave no OAuth token within " + LIMIT.toSeconds() + "s", null);
    }
}
