package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML or JSON to plain data and keeps where everything stands; no tag makes an object, no alias a bomb. */
final class DocumentReader {

    static final int SIZE_LIMIT = 2 * 1024 * 1024;
    static final int NODE_LIMIT = 100_000;
    private static final int NESTING_LIMIT = 50;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.TIMESTAMP, Tag.MERGE);

    private final String file;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Place> keys = new HashMap<>();
    private final Map<String, Integer> inner = new HashMap<>();
    private final Deque<Node> open = new ArrayDeque<>();
    private int nodes;

    private DocumentReader(String file) {
        this.file = file;
    }

    /**
     * Reads the text of a file.
     *
     * @throws FlowRejected when it is no YAML or not plain data
     */
    static Document read(String file, String text) {
        return read(file, text, "The file holds no flow", "begin with id: and name:");
    }

    /** The same; one that holds no object is told so, with this hint. */
    static Document read(String file, String text, String empty, String hint) {
        return new DocumentReader(file).read(text, empty, hint);
    }

    private Document read(String text, String empty, String hint) {
        if (text.length() > SIZE_LIMIT) {
            throw rejected(Place.START, "The file has more than " + SIZE_LIMIT + " characters", "split the flow");
        }
        var data = data(compose(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
        if (!(data instanceof ObjectNode root)) {
            throw rejected(Place.START, empty, hint);
        }
        if (!faults.isEmpty()) {
            throw new FlowRejected(faults);
        }
        return new Document(file, root, values, keys, inner);
    }

    private @Nullable Node compose(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(SIZE_LIMIT);
        options.setNestingDepthLimit(NESTING_LIMIT);
        options.setProcessComments(false);
        try {
            return new Yaml(options).compose(new StringReader(untabbed(text)));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var place = mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
            throw rejected(place, "This is no YAML: " + e.getProblem(), "look at indentation, quotes and colons here");
        } catch (YAMLException e) {
            throw rejected(Place.START, "This is no YAML: " + e.getMessage(), "write plain YAML or JSON");
        }
    }

    /** JSON may be indented with tabs, YAML may not; inside the texts of JSON there are none. */
    private static String untabbed(String text) {
        return text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
    }

    private @Nullable JsonNode data(@Nullable Node root) {
        return root == null ? null : convert(root, "");
    }

    private JsonNode convert(Node node, String pointer) {
        nodes++;
        if (nodes > NODE_LIMIT || open.contains(node)) {
            throw rejected(place(node), "Aliases make the file endless", "write the values out");
        }
        if (!PLAIN.contains(node.getTag())) {
            fault(place(node), "The tag " + node.getTag() + " is not allowed", "write plain values");
        }
        values.put(pointer, place(node));
        open.push(node);
        var data =
                switch (node) {
                    case MappingNode mapping -> object(mapping, pointer);
                    case SequenceNode sequence -> array(sequence, pointer);
                    case ScalarNode scalar -> scalar(scalar, pointer);
                    default -> JsonNodeFactory.instance.nullNode();
                };
        open.pop();
        return data;
    }

    private JsonNode object(MappingNode mapping, String pointer) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var tuple : mapping.getValue()) {
            var key = key(tuple);
            var child = Document.child(pointer, key);
            if (object.has(key)) {
                fault(place(tuple.getKeyNode()), "'" + key + "' is given twice", "keep one of them");
            }
            keys.put(child, place(tuple.getKeyNode()));
            object.set(key, convert(tuple.getValueNode(), child));
        }
        return object;
    }

    private String key(NodeTuple tuple) {
        if (tuple.getKeyNode() instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw rejected(place(tuple.getKeyNode()), "A key must be a word", "put texts with {{ }} in quotes");
    }

    private JsonNode array(SequenceNode sequence, String pointer) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var element : sequence.getValue()) {
            array.add(convert(element, pointer + "/" + array.size()));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode scalar, String pointer) {
        var oneLine = scalar.getStartMark().getLine() == scalar.getEndMark().getLine();
        var plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        inner.put(pointer, oneLine ? (plain ? 0 : 1) : -1);
        return plain ? Scalars.read(scalar.getValue()) : JsonNodeFactory.instance.textNode(scalar.getValue());
    }

    private static Place place(Node node) {
        return new Place(node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }

    private void fault(Place place, String message, String hint) {
        faults.add(new Fault(file, place.line(), place.column(), null, message, hint));
    }

    private FlowRejected rejected(Place place, String message, String hint) {
        fault(place, message, hint);
        return new FlowRejected(faults);
    }
}
