package dev.serai.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** WorkTool, Coze, OpenAI, Anthropic and Gemini on one port of this machine, over real HTTP, until it is closed. */
public final class Sandbox implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Pause pause = new Pause();
    private final Callbacks callbacks;

    private Sandbox(HttpServer server, SandboxOptions options, Clock clock) {
        this.server = server;
        this.callbacks = new Callbacks(options.callbackLimit());
        server.createContext("/", router(options, clock));
        server.setExecutor(threads);
    }

    /**
     * Starts a sandbox that keeps no process alive by itself.
     *
     * @throws SandboxUnavailable if the port is taken
     */
    public static Sandbox start(SandboxOptions options) {
        return start(options, Clock.systemUTC());
    }

    static Sandbox start(SandboxOptions options, Clock clock) {
        // read once by the server's classes: answer at once, and keep the connections of a load test
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "5000");
        try {
            var server = HttpServer.create(new InetSocketAddress(options.host(), options.port()), BACKLOG);
            var sandbox = new Sandbox(server, options, clock);
            sandbox.serve();
            return sandbox;
        } catch (IOException e) {
            throw new SandboxUnavailable(options.host(), options.port(), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** In front of every path; without a slash at the end. */
    public URI url() {
        var host = server.getAddress().getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : server.getAddress().getHostString();
        return URI.create("http://" + host + ":" + port());
    }

    @Override
    public void close() {
        pause.end();
        server.stop(0);
        threads.shutdownNow();
        callbacks.close();
    }

    /** The server's own thread is a daemon if the thread that starts it is one. */
    private void serve() {
        var starter = Thread.ofPlatform().daemon().name("sandbox").start(server::start);
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Router router(SandboxOptions options, Clock clock) {
        var router = new Router();
        var ids = new Ids(clock);
        var faults = new Faults(pause);
        var limit = new SlidingWindow(clock, options.perMinute());
        var books = WorkToolApi.Books.keeping(options.keep());
        var world = new Phone.World(new Conversations(clock), books.executed(), callbacks, clock);
        var robots = new Robots(world, threads, options.resultDelay());
        options.robots().forEach((id, links) -> register(robots.register(id), links));
        var calls = new CountedLog<Call>(options.keep());
        var provider = new Provider(calls, new Scripts(), faults, new Playback(pause), ids);

        var gate = new WorkToolGate(robots, limit, faults);
        new WorkToolApi(gate, robots, books, ids, clock).serve(router);
        new RobotApi(gate, callbacks).serve(router);
        serveModels(router, provider, options, clock);
        var coze = new CozeServer(options.keep(), clock);
        coze.serve(router, provider, options.cozeTokens(), clock);
        new ChatApi(world, robots, books.questions(), ids).serve(router);
        new RobotControl(robots, callbacks, clock).serve(router);
        new LogApi(books, calls, callbacks, provider.playback()).serve(router);
        new ControlApi(provider.scripts(), faults, limit, () -> {
                    robots.reset();
                    books.clear();
                    calls.clear();
                    provider.playback().forget();
                    world.conversations().clear();
                    callbacks.reset();
                    coze.reset();
                })
                .serve(router);
        return router;
    }

    private static void serveModels(Router router, Provider provider, SandboxOptions options, Clock clock) {
        new OpenAiApi(provider, options.openAiKeys(), clock).serve(router);
        new AnthropicApi(provider, options.openAiKeys(), clock).serve(router);
        new GeminiApi(provider, options.openAiKeys(), clock).serve(router);
    }

    private static void register(Robot robot, SandboxOptions.Links links) {
        if (links.callback() != null) {
            robot.callBack(new Robot.Inbound(links.callback(), true, 1));
        }
        if (links.result() != null) {
            robot.bind(Robot.RESULT, links.result());
        }
    }
}
