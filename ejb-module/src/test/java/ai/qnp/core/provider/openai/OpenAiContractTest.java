package ai.qnp.core.provider.openai;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RequestShape;

class OpenAiContractTest extends ChatContract {
    @Override
    protected Provider provider() {
        return OpenAi.provider();
    }

    @Override
    protected String model() {
        return "gpt-6-luna";
    }

    @Override
    protected RequestShape shape() {
        return new OpenAiShape();
    }
}
