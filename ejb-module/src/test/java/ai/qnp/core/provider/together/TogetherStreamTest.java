package ai.qnp.core.provider.together;

import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.StreamGoldenContract;

class TogetherStreamTest extends StreamGoldenContract {
    @Override
    protected ChatTranslator chat() {
        return Together.provider().chat();
    }
}
