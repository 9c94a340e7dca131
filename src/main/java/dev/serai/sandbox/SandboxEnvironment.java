package dev.serai.sandbox;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.ConfigurableBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Starts the sandbox before the hub and points the hub to it, when it is switched on or when nobody configured access
 * to the real services. Whatever is configured otherwise wins over the addresses it offers.
 */
class SandboxEnvironment implements EnvironmentPostProcessor {

    private static final List<String> CREDENTIALS = List.of(
            "COZE_API_TOKEN",
            "COZE_OAUTH_FILE",
            "OPENAI_API_KEY",
            "ANTHROPIC_API_KEY",
            "GEMINI_API_KEY",
            "ARK_API_KEY",
            "DASHSCOPE_API_KEY",
            "DEEPSEEK_API_KEY",
            "MODEL_API_KEY",
            "MODEL_API_KEY_0",
            "WORKTOOL_ROBOT_ID");
    private static final String ROBOT = "wt_demo";
    private static final String QUERY = "?robotId=demo&token=demo-token";

    private final Log log;
    private final ConfigurableBootstrapContext bootstrap;

    SandboxEnvironment(DeferredLogFactory logs, ConfigurableBootstrapContext bootstrap) {
        this.log = logs.getLog(SandboxEnvironment.class);
        this.bootstrap = bootstrap;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var properties = Binder.get(environment).bindOrCreate("serai.sandbox", SandboxProperties.class);
        if (!wanted(properties, environment)) {
            return;
        }
        var sandbox = Sandbox.start(options(properties, environment));
        environment.getPropertySources().addLast(new MapPropertySource("sandbox", offers(sandbox.url())));
        closeWithTheHub(sandbox);
        log.warn("SANDBOX: WorkTool, Coze, OpenAI, Anthropic and Gemini are played by this process. Nothing reaches the"
                + " real services. Chat with the robot at " + sandbox.url() + "/sandbox/");
    }

    private static boolean wanted(SandboxProperties properties, ConfigurableEnvironment environment) {
        if (properties.enabled() != null) {
            return properties.enabled();
        }
        return CREDENTIALS.stream().noneMatch(name -> StringUtils.hasText(environment.getProperty(name)));
    }

    /** A hub on a free port is not known yet: its addresses are told to the sandbox later, over HTTP. */
    private static SandboxOptions options(SandboxProperties properties, ConfigurableEnvironment environment) {
        var hubPort = environment.getProperty("server.port", Integer.class, 8080);
        var hub = "http://127.0.0.1:" + hubPort + "/api/robots/";
        var links = hubPort == 0
                ? new SandboxOptions.Links(null, null)
                : new SandboxOptions.Links(URI.create(hub + "callback" + QUERY), URI.create(hub + "event/1" + QUERY));
        return SandboxOptions.defaults()
                .at(properties.host(), properties.port())
                .withRobot(ROBOT, links);
    }

    private static Map<String, Object> offers(URI url) {
        var offers = new HashMap<String, Object>();
        offers.put("serai.sandbox.url", url.toString());
        offers.put("serai.worktool.url", url.toString());
        offers.put("serai.provider.coze.base-url", url.toString());
        offers.put("serai.provider.coze.token", SandboxOptions.DEMO_TOKEN);
        offers.put("serai.provider.claude.base-url", url.toString());
        offers.put("serai.provider.claude.api-key", SandboxOptions.DEMO_KEY);
        offers.put("serai.provider.gemini.base-url", url.toString());
        offers.put("serai.provider.gemini.api-key", SandboxOptions.DEMO_KEY);
        OpenAiFamily.ALL.forEach(family -> {
            var settings = "serai.provider." + family.protocol();
            offers.put(settings + ".base-url", url + family.path());
            if (!family.open()) {
                offers.put(settings + ".api-key", SandboxOptions.DEMO_KEY);
            }
        });
        offers.put("serai.node.delays", false);
        offers.put("serai.worktool.robots.demo.robot-id", ROBOT);
        offers.put("serai.worktool.robots.demo.token", "demo-token");
        offers.put("serai.worktool.robots.demo.display-name", "小助手");
        offers.put("serai.worktool.robots.demo.flow", "flow_message_routing");
        return offers;
    }

    /** Closed after all beans, and also when the hub fails to start. */
    private void closeWithTheHub(Sandbox sandbox) {
        bootstrap.addCloseListener(event -> {
            var beans = event.getApplicationContext().getBeanFactory();
            if (beans instanceof DefaultSingletonBeanRegistry registry) {
                registry.registerDisposableBean("sandbox", sandbox::close);
            }
        });
    }
}
