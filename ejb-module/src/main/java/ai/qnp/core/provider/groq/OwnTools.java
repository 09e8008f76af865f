package ai.qnp.core.provider.groq;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.openai.ModelRequest;
import java.net.URI;

/**
 * Groq's own tools (browser search, code execution) are paid by the run, and its usage counts no runs: where one may have
 * run, the cost is not known.
 */
final class OwnTools {
    /** No catalogue has a fee for it. */
    private static final String UNCOUNTED = "uncounted_tool_runs";

    private OwnTools() {}

    static TokenUsage billed(TokenUsage told, ModelRequest request, String model, URI baseUrl) {
        return model.contains("compound") || asksForOwnTools(request)
                ? told.on(told.terms().calling(UNCOUNTED, 1))
                : told;
    }

    private static boolean asksForOwnTools(ModelRequest request) {
        return request instanceof ChatRequest chat
                && chat.features().contains(Feature.TOOLS)
                && chat.tree()
                        .path("tools")
                        .valueStream()
                        .anyMatch(
                                tool -> !tool.path("type").asString("function").equals("function"));
    }
}
