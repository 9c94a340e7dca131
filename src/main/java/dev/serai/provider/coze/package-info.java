/** Speaks Coze's workflow protocol: stream_run and run. */
@NullMarked
package dev.serai.provider.coze;

import org.jspecify.annotations.NullMarked;
