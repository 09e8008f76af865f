package ai.qnp.acceptance.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the run's one gateway, started when the first of them asks, stopped after the last. */
public final class GatewayExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Gateway.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(GatewayExtension.class))
                .getOrComputeIfAbsent(Gateway.class, type -> start(), Gateway.class);
    }

    private static Gateway start() {
        try {
            return new Gateway();
        } catch (Exception notStarted) {
            throw new IllegalStateException("The gateway did not start", notStarted);
        }
    }
}
