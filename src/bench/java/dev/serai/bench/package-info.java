/** Soak, chaos and benchmark programs, run by hand: {@code src/bench/run NAME}. */
@NullMarked
package dev.serai.bench;

import org.jspecify.annotations.NullMarked;
