package ai.qnp.core.provider.compatible;

import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.StreamGoldenContract;

class CompatibleStreamTest extends StreamGoldenContract {
    @Override
    protected ChatTranslator chat() {
        return new CompatibleTranslator("Acme", Quirks.NONE);
    }
}
