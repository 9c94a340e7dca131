package dev.serai.cli;

import dev.serai.engine.NodeKind;
import dev.serai.route.KameletFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * The node types without a hub around them, in a moment: nothing starts, and what they work with is only looked for
 * when they ask for it.
 */
final class OfflineNodes {

    private static final String HOUSE = NodeKind.class
            .getPackageName()
            .substring(0, NodeKind.class.getPackageName().lastIndexOf('.'));

    private OfflineNodes() {}

    /**
     * All node types.
     *
     * @param companions what they find when they ask for something of this type; anything else that is not a class of
     *     the hub fails when it is used
     */
    static List<NodeKind<?>> kinds(List<?> companions) {
        var beans = new DefaultListableBeanFactory();
        beans.setAutowireCandidateResolver(new OnDemand(beans));
        companions.forEach(one -> beans.registerSingleton(one.getClass().getName(), one));
        var kinds = new ArrayList<NodeKind<?>>();
        for (var found : scanner().findCandidateComponents(HOUSE)) {
            var name = String.valueOf(found.getBeanClassName());
            beans.registerBeanDefinition(name, made(ClassUtils.resolveClassName(name, null)));
            kinds.add((NodeKind<?>) beans.getBean(name));
        }
        return kinds;
    }

    /** All node types and the Kamelets, for a Camel of one's own. */
    static Function<CamelContext, List<NodeKind<?>>> withKamelets(List<?> companions) {
        return camel -> {
            var kinds = new ArrayList<>(kinds(companions));
            kinds.addAll(kamelets().kinds(camel));
            return kinds;
        };
    }

    /**
     * The Kamelets in {@code routes/}, or where {@code SERAI_ROUTE_FOLDER} says; those that came with the hub if none.
     */
    static KameletFiles kamelets() {
        return KameletFiles.of(Path.of(Objects.requireNonNullElse(System.getenv("SERAI_ROUTE_FOLDER"), "routes")));
    }

    private static RootBeanDefinition made(Class<?> type) {
        return new RootBeanDefinition(type, AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR, false);
    }

    private static ClassPathScanningCandidateComponentProvider scanner() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false, new StandardEnvironment());
        scanner.addIncludeFilter(
                (reader, factory) -> reader.getAnnotationMetadata().hasAnnotation(Component.class.getName())
                        && new AssignableTypeFilter(NodeKind.class).match(reader, factory));
        return scanner;
    }

    /** Gives what is there, settings with their defaults, and for the rest a stand-in that looks when it is used. */
    private static final class OnDemand extends ContextAnnotationAutowireCandidateResolver {

        private final DefaultListableBeanFactory beans;

        OnDemand(DefaultListableBeanFactory beans) {
            this.beans = beans;
        }

        @Override
        public @Nullable Object getLazyResolutionProxyIfNecessary(
                DependencyDescriptor wanted, @Nullable String beanName) {
            var type = wanted.getDependencyType();
            var settings = type.getAnnotation(ConfigurationProperties.class);
            if (settings != null) {
                return Binder.get(new StandardEnvironment()).bindOrCreate(settings.value(), type);
            }
            if (beans.getBeanNamesForType(type).length > 0 && !type.getName().startsWith(HOUSE)) {
                return null;
            }
            if (type.getName().startsWith(HOUSE)
                    && !type.isInterface()
                    && beans.getBeanNamesForType(type).length == 0) {
                beans.registerBeanDefinition(type.getName(), made(type));
            }
            return buildLazyResolutionProxy(wanted, beanName);
        }
    }
}
