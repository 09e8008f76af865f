package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ModelListing;
import java.util.List;

/** {@code GET /models}, in pages of at most 1000 (platform.claude.com/docs/en/api/models/list, read 2026-11). */
record AnthropicModelListing() implements ModelListing {
    @Override
    public String path() {
        return "/models?limit=1000";
    }

    @Override
    public List<String> read(JsonText body) {
        return OPENAI.read(body);
    }
}
