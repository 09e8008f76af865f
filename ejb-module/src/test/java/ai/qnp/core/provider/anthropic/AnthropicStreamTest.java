package ai.qnp.core.provider.anthropic;

import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.StreamGoldenContract;

class AnthropicStreamTest extends StreamGoldenContract {
    @Override
    protected ChatTranslator chat() {
        return Anthropic.provider().chat();
    }
}
