package ai.qnp.core.provider.perplexity;

import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.StreamGoldenContract;

class PerplexityStreamTest extends StreamGoldenContract {
    @Override
    protected ChatTranslator chat() {
        return Perplexity.provider().chat();
    }
}
