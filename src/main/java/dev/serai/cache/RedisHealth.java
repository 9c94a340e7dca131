package dev.serai.cache;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/** Says whether Redis answers. The hub can do without it, so one that does not answer is no reason to be down. */
class RedisHealth implements HealthIndicator {

    /** It works without, and slower; in {@code management.endpoint.health.status.order} it comes after UP. */
    static final Status DEGRADED = new Status("DEGRADED");

    private final RedisLink link;

    RedisHealth(RedisLink link) {
        this.link = link;
    }

    @Override
    public Health health() {
        var health = link.answers()
                ? Health.up()
                : Health.status(DEGRADED).withDetail("instead", "contexts and caches come from the database");
        return health.withDetail("place", link.place()).build();
    }
}
