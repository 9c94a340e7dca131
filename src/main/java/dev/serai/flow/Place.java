package dev.serai.flow;

/** Where something stands in a file, counted from 1. */
record Place(int line, int column) {

    static final Place START = new Place(1, 1);

    /** So many columns further on. */
    Place right(int columns) {
        return new Place(line, column + columns);
    }
}
