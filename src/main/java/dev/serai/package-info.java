/** The house itself: how the hub starts, on which database, and what it says when it is ready. */
@NullMarked
package dev.serai;

import org.jspecify.annotations.NullMarked;
