package dev.serai.provider.coze;

import com.coze.openapi.client.chat.CreateChatReq;
import com.coze.openapi.client.chat.model.ChatEvent;
import com.coze.openapi.client.chat.model.ChatUsage;
import com.coze.openapi.client.connversations.message.model.Message;
import com.coze.openapi.client.exception.CozeApiException;
import com.coze.openapi.client.exception.CozeAuthException;
import com.coze.openapi.client.workflows.run.ResumeRunReq;
import com.coze.openapi.client.workflows.run.RetrieveRunHistoryReq;
import com.coze.openapi.client.workflows.run.RunWorkflowReq;
import com.coze.openapi.client.workflows.run.model.WorkflowEvent;
import com.coze.openapi.client.workflows.run.model.WorkflowEventType;
import com.coze.openapi.service.auth.Auth;
import com.coze.openapi.service.auth.JWTOAuthClient;
import com.coze.openapi.service.service.CozeAPI;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.Usage;
import dev.serai.provider.WorkflowTarget;
import io.reactivex.Flowable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Coze's own client for Java. */
final class SdkCaller implements CozeCaller {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> INPUT = Map.of("input", "Hello World");
    private static final int UNAUTHORIZED = 401;

    private final CozeAPI coze;
    private final @Nullable JWTOAuthClient app;

    SdkCaller(URI server, Auth auth, @Nullable JWTOAuthClient app) {
        this.coze = new CozeAPI.Builder().baseURL(server.toString()).auth(auth).build();
        this.app = app;
    }

    private static Map<String, String> told(Consumer<Map<String, String>> call) {
        var understood = new LinkedHashMap<String, String>();
        try {
            call.accept(understood);
        } catch (RuntimeException e) {
            refused(understood, e);
        }
        return understood;
    }

    private static void refused(Map<String, String> understood, Throwable failure) {
        switch (failure) {
            case CozeApiException refused
            when refused.getCode() == UNAUTHORIZED || refused.getCode() == 4100 || refused.getCode() == 4101 ->
                understood.put("error", "unauthorized");
            case CozeApiException refused -> error(understood, refused.getCode(), refused.getMsg());
            case CozeAuthException refused -> {
                assertUnauthorized(refused);
                understood.put("error", "unauthorized");
            }
            default -> {
                if (failure.getCause() == null) {
                    throw new IllegalStateException(failure);
                }
                refused(understood, failure.getCause());
            }
        }
    }

    private static void assertUnauthorized(CozeAuthException refused) {
        if (refused.getStatusCode() != UNAUTHORIZED || refused.getErrorMessage() == null) {
            throw new IllegalStateException("another refusal: " + refused.getStatusCode());
        }
    }

    private static void error(Map<String, String> understood, int code, String message) {
        understood.put("error", String.valueOf(code));
        understood.put("message", message);
    }

    private static void usage(Map<String, String> understood, @Nullable ChatUsage usage) {
        if (usage != null) {
            HubCaller.usage(understood, Usage.of(usage.getInputCount(), usage.getOutputCount(), usage.getTokenCount()));
        }
    }

    private static RunWorkflowReq request(WorkflowTarget target, boolean async) {
        return RunWorkflowReq.builder()
                .workflowID(target.workflowId())
                .parameters(INPUT)
                .botID(target.options().botId())
                .appID(target.options().appId())
                .isAsync(async ? true : null)
                .build();
    }

    @Override
    public Map<String, String> run(WorkflowTarget target) {
        return told(understood -> {
            var answer = coze.workflows().runs().create(request(target, false));
            understood.put("content", answer.getData());
            understood.put("debugUrl", answer.getDebugURL());
            usage(understood, answer.getUsage());
        });
    }

    @Override
    public Map<String, String> async(WorkflowTarget target, int polls) {
        return told(understood -> {
            var id = coze.workflows().runs().create(request(target, true)).getExecuteID();
            understood.put("executeId", id);
            for (var i = 0; i < polls; i++) {
                poll(understood, target, id);
            }
        });
    }

    @Override
    public Map<String, String> history(WorkflowTarget target, String executeId) {
        return told(understood -> poll(understood, target, executeId));
    }

    private void poll(Map<String, String> understood, WorkflowTarget target, String id) {
        var histories = coze.workflows().runs().histories();
        var run = histories
                .retrieve(RetrieveRunHistoryReq.of(target.workflowId(), id))
                .getHistories()
                .getFirst();
        var status = run.getExecuteStatus().getValue();
        if (status.equals("Fail")) {
            error(understood, Integer.parseInt(run.getErrorCode()), run.getErrorMessage());
            return;
        }
        understood.put("status", status);
        if (status.equals("Success")) {
            understood.put("content", json(run.getOutput()).path("Output").asText());
            understood.put("debugUrl", run.getDebugUrl());
            usage(understood, run.getUsage());
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> stream(WorkflowTarget target) {
        return told(understood -> {
            var unused = heard(understood, coze.workflows().runs().stream(request(target, false)));
        });
    }

    @Override
    public Map<String, String> resume(WorkflowTarget target, int times) {
        return told(understood -> {
            var asked =
                    Objects.requireNonNull(heard(understood, coze.workflows().runs().stream(request(target, false))));
            for (var i = 0; i < times; i++) {
                understood.remove("interrupt");
                var resume = ResumeRunReq.builder()
                        .workflowID(target.workflowId())
                        .eventID(asked)
                        .resumeData("杭州，明天")
                        .interruptType(2)
                        .build();
                var next = heard(understood, coze.workflows().runs().resume(resume));
                asked = Objects.requireNonNullElse(next, asked);
            }
        });
    }

    /** Gives the event id of an interrupt, if there is one. The SDK shows heartbeats as messages of nobody. */
    private static @Nullable String heard(Map<String, String> understood, Flowable<WorkflowEvent> events) {
        String asked = null;
        for (var event : events.blockingIterable()) {
            var kind = event.getEvent();
            if (kind == WorkflowEventType.MESSAGE && event.getMessage().getNodeTitle() == null) {
                understood.merge("pings", "*", String::concat);
            } else if (kind == WorkflowEventType.MESSAGE) {
                var said = event.getMessage();
                var line = said.getNodeTitle() + ":" + said.getContent() + (said.isNodeIsFinish() ? "." : ",") + "\n";
                understood.merge("messages", line, String::concat);
                usage(understood, said.getUsage());
            } else if (kind == WorkflowEventType.INTERRUPT) {
                var data = event.getInterrupt().getInterruptData();
                asked = data.getEventID();
                understood.put("interrupt", data.getEventID() + " " + data.getType());
            } else if (kind == WorkflowEventType.ERROR) {
                error(
                        understood,
                        event.getError().getErrorCode(),
                        event.getError().getErrorMessage());
            } else if (kind == WorkflowEventType.DONE && !understood.containsKey("error")) {
                understood.put("debugUrl", event.getDebugUrl().getDebugURL());
            }
        }
        return asked;
    }

    @Override
    public Map<String, String> token() {
        return told(understood -> {
            var client = app;
            if (client == null) {
                throw new IllegalStateException("there is no app");
            }
            var token = client.getAccessToken();
            understood.put("token", token.getAccessToken());
            understood.put("absolute", String.valueOf(token.getExpiresIn() > 1_700_000_000));
        });
    }

    @Override
    public Map<String, String> chat(String bot) {
        return told(understood -> {
            var request = CreateChatReq.builder()
                    .botID(bot)
                    .userID("u")
                    .messages(List.of(Message.buildUserQuestionText("你好")))
                    .build();
            for (var event : coze.chat().stream(request).blockingIterable()) {
                said(understood, event);
            }
        });
    }

    private static void said(Map<String, String> understood, ChatEvent event) {
        var message = event.getMessage();
        var chat = event.getChat();
        switch (event.getEvent().getValue()) {
            case "conversation.message.delta" -> {
                if (message.getReasoningContent() != null) {
                    understood.merge("thoughts", message.getReasoningContent() + "|", String::concat);
                }
                if (!message.getContent().isEmpty()) {
                    understood.merge("pieces", message.getContent() + "|", String::concat);
                    understood.merge("content", message.getContent(), String::concat);
                }
            }
            case "conversation.chat.completed" -> usage(understood, chat.getUsage());
            case "conversation.chat.failed" ->
                error(
                        understood,
                        chat.getLastError().getCode(),
                        chat.getLastError().getMsg());
            case "conversation.chat.requires_action" -> {
                var call = chat.getRequiredAction()
                        .getSubmitToolOutputs()
                        .getToolCalls()
                        .getFirst();
                var wanted = call.getFunction();
                understood.put("content", "");
                understood.put("call", call.getID() + " " + wanted.getName() + wanted.getArguments());
                usage(understood, chat.getUsage());
            }
            default -> {
                // created, in progress, completed messages and done tell nothing new
            }
        }
    }

    void close() {
        coze.shutdownExecutor();
    }
}
