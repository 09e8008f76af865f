package ai.qnp.core.provider.cohere;

import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.StreamGoldenContract;

class CohereStreamTest extends StreamGoldenContract {
    @Override
    protected ChatTranslator chat() {
        return Cohere.provider().chat();
    }
}
