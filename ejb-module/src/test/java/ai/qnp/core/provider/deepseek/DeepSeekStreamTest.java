package ai.qnp.core.provider.deepseek;

import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.StreamGoldenContract;

class DeepSeekStreamTest extends StreamGoldenContract {
    @Override
    protected ChatTranslator chat() {
        return DeepSeek.provider().chat();
    }
}
