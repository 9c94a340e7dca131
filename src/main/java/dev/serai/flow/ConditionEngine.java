package dev.serai.flow;

import java.time.Duration;
import java.util.List;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.JexlOptions;
import org.apache.commons.jexl3.internal.Engine;
import org.apache.commons.jexl3.internal.Frame;
import org.apache.commons.jexl3.internal.Interpreter;
import org.apache.commons.jexl3.internal.Scope;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.apache.commons.jexl3.parser.ASTERNode;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.apache.commons.jexl3.parser.ASTNRNode;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/**
 * JEXL with nothing left in it that could reach outside: its syntax is a list of what is allowed
 * ({@link ConditionSyntax}), its methods are a table ({@link ConditionMethods}) instead of reflection, and an
 * evaluation ends after a number of steps or a time.
 */
final class ConditionEngine extends Engine {

    static final Duration TIME_LIMIT = Duration.ofMillis(100);
    static final int STEP_LIMIT = 20_000;

    static final ConditionEngine INSTANCE = new ConditionEngine();

    private static final List<String> RESERVED = List.of("class", "new", "import");

    private ConditionEngine() {
        super(new JexlBuilder()
                .permissions(JexlPermissions.NONE)
                .uberspect(new ConditionMethods())
                .arithmetic(new ConditionArithmetic())
                .features(features())
                .antish(false)
                .strict(false)
                .safe(true)
                .silent(false)
                .debug(false)
                .cancellable(true)
                .cache(0));
    }

    private static JexlFeatures features() {
        return JexlFeatures.createNone()
                .methodCall(true)
                .structuredLiteral(true)
                .arrayReferenceExpr(true)
                .reservedNames(RESERVED);
    }

    /** What an answer that is neither true nor false counts as. */
    boolean holds(@Nullable Object answer) {
        return switch (answer) {
            case null -> false;
            case Boolean yes -> yes;
            case Number number -> number.doubleValue() != 0;
            case CharSequence text -> !text.isEmpty();
            default -> true;
        };
    }

    @Override
    protected ASTJexlScript parse(JexlInfo info, JexlFeatures features, String text, @Nullable Scope scope) {
        var script = super.parse(info, features, text, scope);
        ConditionSyntax.check(script);
        return script;
    }

    @Override
    protected Interpreter createInterpreter(JexlContext context, Frame frame, JexlOptions options) {
        return new LimitedInterpreter(this, options, context, frame);
    }

    /** Stops by itself when it has worked too long. */
    private static final class LimitedInterpreter extends Interpreter {

        private static final int LOOK_AT_CLOCK = 0x3f;

        private final long deadline = System.nanoTime() + TIME_LIMIT.toNanos();
        private int steps;

        LimitedInterpreter(Engine engine, JexlOptions options, JexlContext context, Frame frame) {
            super(engine, options, context, frame);
        }

        @Override
        protected Object visit(ASTERNode node, Object data) {
            return member(node, data);
        }

        @Override
        protected Object visit(ASTNRNode node, Object data) {
            return !member(node, data);
        }

        /** Without JEXL's own way, which would make a regular expression of a text and take every failure for "no". */
        private boolean member(JexlNode node, Object data) {
            var value = node.jjtGetChild(0).jjtAccept(this, data);
            var container = node.jjtGetChild(1).jjtAccept(this, data);
            try {
                return Boolean.TRUE.equals(arithmetic.contains(container, value));
            } catch (ConditionLimit e) {
                throw new JexlException(node, "", e);
            }
        }

        @Override
        protected boolean isCancelled() {
            steps++;
            return steps > STEP_LIMIT || ((steps & LOOK_AT_CLOCK) == 0 && System.nanoTime() - deadline > 0);
        }
    }
}
