package ai.qnp.core.provider;

import java.time.Instant;

/**
 * What a translator may need that the vendor's answer lacks. Everything a translator invents (tool-call ids, say) it
 * derives from these, so the same bytes always give the same answer.
 *
 * @param completionId the id to use where the vendor has none, {@code chatcmpl-…}
 * @param created the time to use where the vendor has none
 * @param model the slug that was asked of the vendor
 * @param choices how many choices were asked for, at least 1: a stream is complete when each has its finish reason
 */
public record AnswerContext(String completionId, Instant created, String model, int choices) {}
