package dev.serai.playbook;

import dev.serai.flow.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A text ready to be said once its variables are filled in.
 *
 * @param id by which flows ask for it
 * @param scene on which occasion it is said, for example {@code 欢迎语}
 * @param name for people
 * @param description when to use it, for people
 * @param text with {@code {{variables}}}
 * @param variables every variable of the text
 * @param personaId who says it, by id
 * @param active whether flows may use it
 */
public record TextTemplate(
        String id,
        String scene,
        String name,
        String description,
        Template text,
        List<String> variables,
        String personaId,
        boolean active) {

    public TextTemplate {
        variables = List.copyOf(variables);
        Set<String> declared = new LinkedHashSet<>(variables);
        if (!declared.equals(text.variables())) {
            throw new IllegalArgumentException("Template '" + id + "' declares the variables " + declared
                    + ", but its text has " + text.variables() + "; write the same under variables and in the text");
        }
    }
}
