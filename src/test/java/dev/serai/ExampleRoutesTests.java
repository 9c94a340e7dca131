package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** The routes that engineers begin their own with. */
class ExampleRoutesTests {

    @Test
    void theNightlyRouteTicksInShanghaiAtTwo() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            var file = Path.of("routes/examples/nightly-log.camel.yaml");
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
            camel.start();

            var quartz = (QuartzEndpoint) camel.getRoute("nightly-log").getEndpoint();

            assertThat(quartz.getCron()).isEqualTo("0 0 2 * * ?");
            assertThat(quartz.getComponent()
                            .getScheduler()
                            .getTrigger(quartz.getTriggerKey())
                            .getNextFireTime())
                    .isNotNull();
        }
    }
}
