package ai.qnp.core.provider.compatible;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RequestShape;
import ai.qnp.core.provider.openai.OpenAiShape;
import java.net.URI;

class CompatibleContractTest extends ChatContract {
    @Override
    protected Provider provider() {
        return CompatibleProvider.custom("workshop", URI.create("http://127.0.0.1:8000/v1"));
    }

    /** One that OpenAI's library knows, which judges the rest of the request. */
    @Override
    protected String model() {
        return "gpt-6-luna";
    }

    @Override
    protected RequestShape shape() {
        return new OpenAiShape();
    }

    @Override
    protected String vendorPackage() {
        return "compatible";
    }
}
