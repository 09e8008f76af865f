package ai.qnp.core.routing.sage;

/**
 * What a request is about, and how that was seen.
 *
 * @param because in words for the receipt, without anything of the prompt
 */
public record Judgement(Intent intent, String because) {}
