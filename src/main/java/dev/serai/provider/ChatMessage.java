package dev.serai.provider;

/** One turn of a talk with a model. */
public record ChatMessage(Role role, String content) {}
