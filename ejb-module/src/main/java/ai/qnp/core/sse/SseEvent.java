package ai.qnp.core.sse;

import ai.qnp.core.openai.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * One dispatched event.
 *
 * @param name the {@code event} field, null when there was none
 * @param data the {@code data} lines joined by line feeds, UTF-8; nearly always one JSON text
 */
public record SseEvent(@Nullable String name, JsonText data) {}
