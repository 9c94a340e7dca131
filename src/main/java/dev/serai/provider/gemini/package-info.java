/** Speaks Google's Gemini API: generateContent, whole and streamed. */
@NullMarked
package dev.serai.provider.gemini;

import org.jspecify.annotations.NullMarked;
