/** Speaks Anthropic's Messages API. */
@NullMarked
package dev.serai.provider.claude;

import org.jspecify.annotations.NullMarked;
