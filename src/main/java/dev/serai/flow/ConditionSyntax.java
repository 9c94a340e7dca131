package dev.serai.flow;

import java.util.Set;
import org.apache.commons.jexl3.parser.ASTAddNode;
import org.apache.commons.jexl3.parser.ASTAndNode;
import org.apache.commons.jexl3.parser.ASTArguments;
import org.apache.commons.jexl3.parser.ASTArrayAccess;
import org.apache.commons.jexl3.parser.ASTArrayLiteral;
import org.apache.commons.jexl3.parser.ASTDivNode;
import org.apache.commons.jexl3.parser.ASTEQNode;
import org.apache.commons.jexl3.parser.ASTEQSNode;
import org.apache.commons.jexl3.parser.ASTERNode;
import org.apache.commons.jexl3.parser.ASTEWNode;
import org.apache.commons.jexl3.parser.ASTEmptyFunction;
import org.apache.commons.jexl3.parser.ASTFalseNode;
import org.apache.commons.jexl3.parser.ASTGENode;
import org.apache.commons.jexl3.parser.ASTGTNode;
import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTIdentifierAccess;
import org.apache.commons.jexl3.parser.ASTIdentifierAccessSafe;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.apache.commons.jexl3.parser.ASTLENode;
import org.apache.commons.jexl3.parser.ASTLTNode;
import org.apache.commons.jexl3.parser.ASTMethodNode;
import org.apache.commons.jexl3.parser.ASTModNode;
import org.apache.commons.jexl3.parser.ASTMulNode;
import org.apache.commons.jexl3.parser.ASTNENode;
import org.apache.commons.jexl3.parser.ASTNESNode;
import org.apache.commons.jexl3.parser.ASTNEWNode;
import org.apache.commons.jexl3.parser.ASTNRNode;
import org.apache.commons.jexl3.parser.ASTNSWNode;
import org.apache.commons.jexl3.parser.ASTNotNode;
import org.apache.commons.jexl3.parser.ASTNullLiteral;
import org.apache.commons.jexl3.parser.ASTNullpNode;
import org.apache.commons.jexl3.parser.ASTNumberLiteral;
import org.apache.commons.jexl3.parser.ASTOrNode;
import org.apache.commons.jexl3.parser.ASTReference;
import org.apache.commons.jexl3.parser.ASTReferenceExpression;
import org.apache.commons.jexl3.parser.ASTSWNode;
import org.apache.commons.jexl3.parser.ASTSetLiteral;
import org.apache.commons.jexl3.parser.ASTSizeFunction;
import org.apache.commons.jexl3.parser.ASTStringLiteral;
import org.apache.commons.jexl3.parser.ASTSubNode;
import org.apache.commons.jexl3.parser.ASTTernaryNode;
import org.apache.commons.jexl3.parser.ASTTrueNode;
import org.apache.commons.jexl3.parser.ASTUnaryMinusNode;
import org.apache.commons.jexl3.parser.ASTUnaryPlusNode;
import org.apache.commons.jexl3.parser.JexlNode;

/** The parts of JEXL a condition may be made of; whatever is not listed here is refused. */
final class ConditionSyntax {

    static final int NODE_LIMIT = 2_000;

    private static final Set<Class<? extends JexlNode>> VALUES = Set.of(
            ASTReference.class,
            ASTReferenceExpression.class,
            ASTIdentifier.class,
            ASTIdentifierAccess.class,
            ASTIdentifierAccessSafe.class,
            ASTArrayAccess.class,
            ASTMethodNode.class,
            ASTArguments.class,
            ASTStringLiteral.class,
            ASTNumberLiteral.class,
            ASTTrueNode.class,
            ASTFalseNode.class,
            ASTNullLiteral.class,
            ASTArrayLiteral.class,
            ASTSetLiteral.class);

    private static final Set<Class<? extends JexlNode>> OPERATORS = Set.of(
            ASTAndNode.class,
            ASTOrNode.class,
            ASTNotNode.class,
            ASTTernaryNode.class,
            ASTNullpNode.class,
            ASTEQNode.class,
            ASTNENode.class,
            ASTEQSNode.class,
            ASTNESNode.class,
            ASTLTNode.class,
            ASTLENode.class,
            ASTGTNode.class,
            ASTGENode.class,
            ASTERNode.class,
            ASTNRNode.class,
            ASTSWNode.class,
            ASTNSWNode.class,
            ASTEWNode.class,
            ASTNEWNode.class,
            ASTAddNode.class,
            ASTSubNode.class,
            ASTMulNode.class,
            ASTDivNode.class,
            ASTModNode.class,
            ASTUnaryMinusNode.class,
            ASTUnaryPlusNode.class,
            ASTEmptyFunction.class,
            ASTSizeFunction.class);

    private int nodes;

    private ConditionSyntax() {}

    /** Refuses a script that holds anything else, or too much. */
    static void check(ASTJexlScript script) {
        var syntax = new ConditionSyntax();
        for (var i = 0; i < script.jjtGetNumChildren(); i++) {
            syntax.walk(script.jjtGetChild(i));
        }
    }

    private void walk(JexlNode node) {
        nodes++;
        if (nodes > NODE_LIMIT) {
            throw rejected(node, "The condition has more than " + NODE_LIMIT + " parts; split it");
        }
        if (!VALUES.contains(node.getClass()) && !OPERATORS.contains(node.getClass())) {
            throw rejected(node, "'" + spoken(node) + "' is not allowed in a condition");
        }
        if (node instanceof ASTNumberLiteral number
                && !(number.getLiteral() instanceof Integer
                        || number.getLiteral() instanceof Long
                        || number.getLiteral() instanceof Double)) {
            throw rejected(node, "A number of this size is not allowed in a condition");
        }
        checkMethod(node);
        checkMembership(node);
        for (var i = 0; i < node.jjtGetNumChildren(); i++) {
            walk(node.jjtGetChild(i));
        }
    }

    private static void checkMethod(JexlNode node) {
        if (!(node instanceof ASTMethodNode)) {
            return;
        }
        if (!(node.jjtGetChild(0) instanceof ASTIdentifierAccess method)) {
            throw rejected(node, "A function is not allowed in a condition; call a method of a value");
        }
        if (!ConditionMethods.NAMES.contains(method.getName())) {
            throw new ConditionRejected(
                    Math.max(1, method.getLine()),
                    Math.max(1, method.getColumn() - method.getName().length()),
                    "There is no method '" + method.getName() + "'"
                            + NearestName.hint(method.getName(), ConditionMethods.NAMES, ", ", ""));
        }
    }

    private static void checkMembership(JexlNode node) {
        if ((node instanceof ASTERNode || node instanceof ASTNRNode)
                && node.jjtGetChild(1) instanceof ASTStringLiteral) {
            throw rejected(node, "=~ and !~ ask whether a list holds a value; write for example x =~ ['a', 'b']");
        }
    }

    private static String spoken(JexlNode node) {
        return node.getClass().getSimpleName().replaceFirst("^AST", "").replaceFirst("(Node|Statement)$", "");
    }

    private static ConditionRejected rejected(JexlNode node, String reason) {
        return new ConditionRejected(Math.max(1, node.getLine()), Math.max(1, node.getColumn()), reason);
    }
}
