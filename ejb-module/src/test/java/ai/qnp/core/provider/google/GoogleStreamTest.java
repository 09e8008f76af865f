package ai.qnp.core.provider.google;

import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.StreamGoldenContract;

class GoogleStreamTest extends StreamGoldenContract {
    @Override
    protected ChatTranslator chat() {
        return Google.provider().chat();
    }
}
