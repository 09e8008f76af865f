package ai.qnp.core.provider.cohere;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RequestShape;

class CohereContractTest extends ChatContract {
    @Override
    protected Provider provider() {
        return Cohere.provider();
    }

    @Override
    protected String model() {
        return "command-a-03-2025";
    }

    @Override
    protected RequestShape shape() {
        return new CohereShape();
    }
}
