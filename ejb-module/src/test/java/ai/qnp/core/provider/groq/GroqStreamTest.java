package ai.qnp.core.provider.groq;

import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.StreamGoldenContract;

class GroqStreamTest extends StreamGoldenContract {
    @Override
    protected ChatTranslator chat() {
        return Groq.provider().chat();
    }
}
