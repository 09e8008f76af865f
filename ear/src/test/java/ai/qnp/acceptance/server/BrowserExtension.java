package ai.qnp.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the run's one browser and its one site to sign in to, each started when the first test asks for it. */
public final class BrowserExtension
        implements BeforeAllCallback, ParameterResolver, AfterEachCallback, AfterAllCallback {
    /** Here, where a machine without a browser still makes tests that are not run, and none that fail. */
    @Override
    public void beforeAll(ExtensionContext context) {
        store(context).getOrComputeIfAbsent(Chromium.class, type -> Chromium.start(), Chromium.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Chromium.class || type == SignInSite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class
                ? Objects.requireNonNull(chromium(context))
                : store(context).getOrComputeIfAbsent(SignInSite.class, type -> site(), SignInSite.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(Objects.requireNonNull(chromium(context)).newComplaints()).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Chromium chromium = chromium(context);
        if (chromium != null) {
            chromium.everybodyLeaves();
        }
    }

    private static @Nullable Chromium chromium(ExtensionContext context) {
        return store(context).get(Chromium.class, Chromium.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(BrowserExtension.class));
    }

    private static SignInSite site() {
        try {
            return new SignInSite();
        } catch (Exception notStarted) {
            throw new IllegalStateException("The site did not start", notStarted);
        }
    }
}
