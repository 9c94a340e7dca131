/** Speaks OpenAI's chat completions, and so to every server that does. */
@NullMarked
package dev.serai.provider.openai;

import org.jspecify.annotations.NullMarked;
