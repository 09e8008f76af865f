package ai.qnp.core.provider.anthropic;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RequestShape;

class AnthropicContractTest extends ChatContract {
    @Override
    protected Provider provider() {
        return Anthropic.provider();
    }

    @Override
    protected String model() {
        return "claude-haiku-5-5";
    }

    @Override
    protected RequestShape shape() {
        return new AnthropicShape();
    }
}
