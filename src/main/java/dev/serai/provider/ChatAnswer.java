package dev.serai.provider;

/**
 * What a model answered.
 *
 * @param content the whole text
 * @param usage tokens spent, as far as the provider says
 * @param finishReason why the model stopped, in OpenAI's words: {@code stop}, {@code length}, {@code content_filter}
 * @param provider who served it
 * @param model the model's name at the provider
 */
public record ChatAnswer(String content, Usage usage, String finishReason, String provider, String model) {}
