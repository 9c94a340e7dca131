/** Speaks Coze's protocols: workflows, bots, and the OAuth by which apps log in. */
@NullMarked
package dev.serai.provider.coze;

import org.jspecify.annotations.NullMarked;
