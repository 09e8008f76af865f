package ai.qnp.core.provider.perplexity;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RecordedShape;
import ai.qnp.core.provider.contract.RequestShape;
import java.util.Set;

class PerplexityContractTest extends ChatContract {
    /** Fields that no recording has and the API reference has (read 2026-11). */
    private static final Set<String> DOCUMENTED = Set.of(
            "frequency_penalty",
            "messages[].content[].file_name",
            "presence_penalty",
            "response_format.json_schema.name",
            "response_format.json_schema.strict",
            "stop",
            "top_p",
            "web_search_options",
            "web_search_options.search_context_size",
            "messages[].content[].file_url",
            "messages[].content[].file_url.url",
            "messages[].content[].image_url",
            "messages[].content[].image_url.url",
            "messages[].content[].image_url.detail");

    @Override
    protected Provider provider() {
        return Perplexity.provider();
    }

    @Override
    protected String model() {
        return "sonar";
    }

    @Override
    protected RequestShape shape() {
        return RecordedShape.of("perplexity", DOCUMENTED);
    }
}
