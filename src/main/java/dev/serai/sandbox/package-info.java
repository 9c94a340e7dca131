/**
 * The outside world in a box: WorkTool, Coze, OpenAI, Anthropic and Gemini servers over real HTTP, for trials and
 * tests.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.serai.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
