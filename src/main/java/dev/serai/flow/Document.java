package dev.serai.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A YAML or JSON file as data, with the place of each value and key.
 *
 * @param values places of values by JSON pointer
 * @param keys places of keys by the JSON pointer of their value
 * @param inner how far inside its place the text of a value begins: 1 for a quoted one, -1 for one of several lines
 */
record Document(
        String file, ObjectNode root, Map<String, Place> values, Map<String, Place> keys, Map<String, Integer> inner) {

    /** Where the value stands; for one that is not there, where its holder stands. */
    Place value(String pointer) {
        return nearest(values, pointer);
    }

    /** Where the key of a value stands. */
    Place key(String pointer) {
        var place = keys.get(pointer);
        return place == null ? value(pointer) : place;
    }

    /** Where a column inside the text of a value stands. */
    Place inside(String pointer, int column) {
        var place = value(pointer);
        var offset = inner.getOrDefault(pointer, -1);
        return column < 1 || offset < 0 ? place : place.right(offset + column - 1);
    }

    private static Place nearest(Map<String, Place> places, String pointer) {
        for (var at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            var place = places.get(at);
            if (place != null) {
                return place;
            }
            if (at.isEmpty()) {
                return Place.START;
            }
        }
    }

    /** The pointer one step further down. */
    static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
