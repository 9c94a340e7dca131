package dev.serai.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.LanguageExpression;
import org.apache.camel.model.language.SimpleExpression;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Writes routes in Camel's YAML DSL. Camel's own dumper leaves out the language of {@code language} expressions and the
 * error handler (and more: CAMEL-25206), so what flows are woven of is written here; anything else is refused rather
 * than written wrong. Each export of a shipped flow is read back and run in a test.
 */
final class RouteYaml {

    private RouteYaml() {}

    static String of(List<RouteDefinition> routes) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(2);
        options.setIndicatorIndent(0);
        options.setWidth(4000);
        options.setSplitLines(false);
        return new Yaml(options).dump(routes.stream().map(RouteYaml::route).toList());
    }

    private static Map<String, Object> route(RouteDefinition route) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", route.getId());
        body.put("errorHandler", Map.of("noErrorHandler", nothing()));
        var from = new LinkedHashMap<String, Object>();
        from.put("uri", route.getInput().getEndpointUri());
        from.put("steps", steps(route.getOutputs()));
        body.put("from", from);
        return Map.of("route", body);
    }

    private static List<Object> steps(List<ProcessorDefinition<?>> outputs) {
        var steps = new ArrayList<Object>();
        outputs.forEach(output -> steps.add(step(output)));
        return steps;
    }

    private static Map<String, Object> step(ProcessorDefinition<?> definition) {
        return switch (definition) {
            case StepDefinition step -> {
                var body = new LinkedHashMap<String, Object>();
                body.put("id", step.getId());
                body.put("steps", steps(step.getOutputs()));
                yield Map.of("step", body);
            }
            case SetVariableDefinition set -> {
                var body = new LinkedHashMap<String, Object>();
                body.put("name", set.getName());
                body.put("expression", expression(set.getExpression()));
                yield Map.of("setVariable", body);
            }
            case ProcessDefinition process -> Map.of("process", Map.of("ref", process.getRef()));
            case ChoiceDefinition choice -> Map.of("choice", choice(choice));
            case ToDefinition to -> Map.of("to", Map.of("uri", to.getUri()));
            case DelayDefinition delay -> {
                var body = new LinkedHashMap<String, Object>();
                body.put("expression", expression(delay.getExpression()));
                body.put("asyncDelayed", String.valueOf(delay.getAsyncDelayed()));
                yield Map.of("delay", body);
            }
            case PipelineDefinition pipeline ->
                Map.of("pipeline", new LinkedHashMap<>(Map.of("steps", steps(pipeline.getOutputs()))));
            case MulticastDefinition multicast -> {
                var body = new LinkedHashMap<String, Object>();
                put(body, "aggregationStrategy", multicast.getAggregationStrategy());
                put(body, "executorService", multicast.getExecutorService());
                put(body, "parallelProcessing", multicast.getParallelProcessing());
                put(body, "streaming", multicast.getStreaming());
                body.put("steps", steps(multicast.getOutputs()));
                yield Map.of("multicast", body);
            }
            case SplitDefinition split -> {
                var body = new LinkedHashMap<String, Object>();
                body.put("expression", expression(split.getExpression()));
                put(body, "aggregationStrategy", split.getAggregationStrategy());
                put(body, "executorService", split.getExecutorService());
                put(body, "parallelProcessing", split.getParallelProcessing());
                put(body, "streaming", split.getStreaming());
                body.put("steps", steps(split.getOutputs()));
                yield Map.of("split", body);
            }
            case StopDefinition stop -> Map.of("stop", nothing());
            default ->
                throw new IllegalStateException(
                        "The step '" + definition.getShortName() + "' cannot be written as YAML yet");
        };
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /** An empty object of its own, lest YAML makes two of them an anchor and an alias. */
    private static Map<String, Object> nothing() {
        return new LinkedHashMap<>();
    }

    private static Map<String, Object> choice(ChoiceDefinition choice) {
        var body = new LinkedHashMap<String, Object>();
        body.put("when", choice.getWhenClauses().stream().map(RouteYaml::when).toList());
        if (choice.getOtherwise() != null) {
            body.put("otherwise", Map.of("steps", steps(choice.getOtherwise().getOutputs())));
        }
        return body;
    }

    private static Map<String, Object> when(WhenDefinition when) {
        var body = new LinkedHashMap<String, Object>();
        body.put("expression", expression(when.getExpression()));
        body.put("steps", steps(when.getOutputs()));
        return body;
    }

    private static Map<String, Object> expression(ExpressionDefinition expression) {
        var body = new LinkedHashMap<String, Object>();
        if (expression instanceof LanguageExpression language) {
            body.put("language", language.getLanguage());
            body.put("expression", language.getExpression());
            return Map.of("language", body);
        }
        if (expression instanceof SimpleExpression simple) {
            body.put("expression", simple.getExpression());
            return Map.of("simple", body);
        }
        if (expression instanceof ConstantExpression constant) {
            body.put("expression", constant.getExpression());
            return Map.of("constant", body);
        }
        throw new IllegalStateException(
                "The expression language '" + expression.getLanguage() + "' cannot be written as YAML yet");
    }
}
