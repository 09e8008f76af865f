package ai.qnp.web.dashboard;

import ai.qnp.ee.operations.ProviderReport;
import ai.qnp.ee.operations.ProviderStatus;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How the providers fare, in a word and a colour each. */
@Named
@RequestScoped
public class ProviderTags {
    @Inject
    private ProviderReport report;

    private final Map<String, ProviderStatus.State> states = new HashMap<>();

    private ProviderStatus.State state(String provider) {
        if (states.isEmpty()) {
            report.providers().forEach(status -> states.put(status.id(), status.state()));
        }
        return states.getOrDefault(provider, ProviderStatus.State.HEALTHY);
    }

    /** {@code healthy}, {@code cooling_down} or {@code credential_failing}. */
    public String stateOf(String provider) {
        return state(provider).name().toLowerCase(Locale.ROOT);
    }

    /** The colour of its tag. */
    public String toneOf(String provider) {
        return switch (state(provider)) {
            case HEALTHY -> "good";
            case COOLING_DOWN -> "warn";
            case CREDENTIAL_FAILING -> "bad";
        };
    }
}
