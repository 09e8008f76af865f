package ai.qnp.core.provider.google;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RequestShape;

class GoogleContractTest extends ChatContract {
    @Override
    protected Provider provider() {
        return Google.provider();
    }

    @Override
    protected String model() {
        return "gemini-3.5-flash-lite";
    }

    @Override
    protected RequestShape shape() {
        return new GoogleShape();
    }
}
