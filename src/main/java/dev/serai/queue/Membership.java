package dev.serai.queue;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * This hub among those on the same database. Each start begins a new epoch; work is held by name and epoch, so a
 * restarted hub takes its own work up at once, and a hub that was silent for longer than the lease loses it to others.
 */
@Component
class Membership implements Fence, Members {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final JdbcClient jdbc;
    private final QueueProperties properties;
    private final AtomicLong epoch = new AtomicLong();
    private volatile boolean passive;

    Membership(JdbcClient jdbc, QueueProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    String name() {
        return properties.instance();
    }

    /** The epoch this process works in; the first question registers it. */
    long epoch() {
        var current = epoch.get();
        return current > 0 ? current : register();
    }

    private synchronized long register() {
        if (epoch.get() == 0) {
            epoch.set(jdbc.sql(Sql.REGISTER)
                    .param("name", name())
                    .query(Long.class)
                    .single());
            LOG.debug("instance={} epoch={} registered", name(), epoch.get());
        }
        return epoch.get();
    }

    /**
     * Says that this hub is alive; false if its epoch was ended by another hub, and a new one has begun. While another
     * process of the same name is alive, this one stays out of its way: it may write nothing.
     */
    boolean beat() {
        var alive = jdbc.sql(Sql.HEARTBEAT)
                .param("name", name())
                .param("epoch", epoch())
                .update();
        if (alive == 1) {
            return true;
        }
        if (rivalled()) {
            if (!passive) {
                LOG.error(
                        "Another hub named '{}' is running on this database, so this one does nothing. Give each hub a"
                                + " name of its own with SERAI_INSTANCE.",
                        name());
            }
            passive = true;
            return true;
        }
        passive = false;
        LOG.warn("instance={} epoch={} was ended by another hub, beginning a new one", name(), epoch.get());
        epoch.set(0);
        register();
        return false;
    }

    private boolean rivalled() {
        return jdbc.sql(Sql.RIVAL)
                        .param("name", name())
                        .param("epoch", epoch())
                        .param("lease", properties.lease().toSeconds())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public Owner self() {
        return new Owner(name(), epoch());
    }

    @Override
    public Set<Owner> living() {
        return Set.copyOf(jdbc.sql(Sql.INSTANCES)
                .query((row, i) -> new Owner(row.getString("name"), row.getLong("epoch")))
                .list());
    }

    @Override
    public void check() {
        jdbc.sql(Sql.SHARE_FENCE).param("name", name()).query((row, i) -> true).list();
        var held = jdbc.sql(Sql.FENCE)
                .param("name", name())
                .param("epoch", epoch())
                .query(Long.class)
                .single();
        if (held == 0) {
            throw new Fenced(name(), epoch());
        }
    }

    /** Ends the epoch of hubs that have been silent for longer than the lease. */
    void endSilentOnes() {
        var silent = jdbc.sql(Sql.SILENT)
                .param("name", name())
                .param("lease", properties.lease().toSeconds())
                .query(String.class)
                .list();
        for (var other : silent) {
            jdbc.sql(Sql.FENCE_OFF)
                    .param("name", other)
                    .param("lease", properties.lease().toSeconds())
                    .update();
            LOG.warn("instance={} has been silent for more than {}: its work is taken over", other, properties.lease());
        }
    }
}
