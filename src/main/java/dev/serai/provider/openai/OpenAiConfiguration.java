package dev.serai.provider.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Makes a connector of each row of settings. */
@Configuration(proxyBeanMethods = false)
class OpenAiConfiguration {

    @Bean
    static BeanDefinitionRegistryPostProcessor openAiDialects(Environment environment, BeanFactory beans) {
        return registry -> Dialects.in(Binder.get(environment))
                .forEach(dialect -> registry.registerBeanDefinition(
                        "openAiProvider-" + dialect.protocol(),
                        BeanDefinitionBuilder.genericBeanDefinition(
                                        OpenAiProvider.class,
                                        () -> new OpenAiProvider(dialect, beans.getBean(ObjectMapper.class)))
                                .getBeanDefinition()));
    }
}
