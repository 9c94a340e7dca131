package dev.serai.cli;

import dev.serai.cache.Broadcast;
import dev.serai.provider.CallTag;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.Models;
import dev.serai.provider.Progress;
import dev.serai.provider.ProviderException;
import dev.serai.provider.StartedRun;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowEvent;
import dev.serai.provider.WorkflowSummary;
import dev.serai.provider.Workflows;
import dev.serai.worktool.Robots;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nodes find around them in a flow test: nobody answers, nothing is stored, commands are noted. */
final class Companions {

    private Companions() {}

    static List<Object> all(Clock clock, NotedCommands commands) {
        return List.of(
                new SilentModels(),
                new SilentWorkflows(),
                commands,
                nothing(Robots.class),
                nothing(JdbcClient.class),
                new NoOtherHub(),
                clock);
    }

    private static final class NoOtherHub implements Broadcast {

        @Override
        public void tell(String topic, String text) {}

        @Override
        public void listen(String topic, Listener listener) {}

        @Override
        public boolean hears() {
            return true;
        }
    }

    private static ProviderException silence() {
        return new ProviderException.Network("nobody answers in this test", null);
    }

    private static final class SilentModels implements Models {

        @Override
        public ChatAnswer chat(String model, ChatRequest request, CallTag tag) {
            throw silence();
        }

        @Override
        public ChatAnswer chat(String model, ChatRequest request, CallTag tag, Consumer<ChatEvent> listener) {
            throw silence();
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    }

    private static final class SilentWorkflows implements Workflows {

        @Override
        public WorkflowAnswer run(String workflow, Map<String, Object> parameters, CallTag tag, Mode mode) {
            throw silence();
        }

        @Override
        public WorkflowAnswer stream(
                String workflow, Map<String, Object> parameters, CallTag tag, Consumer<WorkflowEvent> listener) {
            throw silence();
        }

        @Override
        public WorkflowAnswer run(
                String workflow, Map<String, Object> parameters, CallTag tag, Mode mode, Duration cacheTtl) {
            throw silence();
        }

        @Override
        public StartedRun start(String workflow, Map<String, Object> parameters, CallTag tag, @Nullable String key) {
            throw silence();
        }

        @Override
        public Progress poll(String workflow, String executeId) {
            throw silence();
        }

        @Override
        public WorkflowAnswer resume(String workflow, String eventId, String data, CallTag tag) {
            throw silence();
        }

        @Override
        public WorkflowAnswer resume(
                String workflow, String eventId, String data, CallTag tag, Consumer<WorkflowEvent> listener) {
            throw silence();
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public List<WorkflowSummary> summaries() {
            return List.of();
        }
    }

    /** Something of this interface whose answers are empty, all the way down. */
    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                Companions.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    var answer = method.getReturnType();
                    if (answer.isAssignableFrom(List.class)) {
                        return List.of();
                    }
                    if (answer == Optional.class) {
                        return Optional.empty();
                    }
                    if (method.getDeclaringClass() == Object.class || !answer.isInterface()) {
                        return answer == int.class ? 0 : answer == boolean.class ? false : null;
                    }
                    return nothing(answer);
                }));
    }
}
