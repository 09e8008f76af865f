package ai.qnp.core.provider.mistral;

import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.StreamGoldenContract;

class MistralStreamTest extends StreamGoldenContract {
    @Override
    protected ChatTranslator chat() {
        return Mistral.provider().chat();
    }
}
