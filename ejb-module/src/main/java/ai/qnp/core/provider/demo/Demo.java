package ai.qnp.core.provider.demo;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.TokenPrices;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.InProcessUpstream;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.compatible.CompatibleTranslator;
import ai.qnp.core.provider.compatible.Quirks;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The demo as a provider. */
public final class Demo implements Provider {
    private static final String ID = "demo";
    private static final String MODEL = "demo";

    private final ChatTranslator chat = new CompatibleTranslator("Demo", Quirks.NONE);
    private final InProcessUpstream upstream = new DemoUpstream();

    private Demo() {}

    /** The demo. */
    public static Provider provider() {
        return new Demo();
    }

    @Override
    public ProviderProfile profile() {
        return new ProviderProfile(
                ID,
                "Demo (built in)",
                URI.create("demo:in-process"),
                AuthScheme.BEARER,
                Map.of(),
                List.of(),
                DefaultModels.ofChat(MODEL),
                Set.of(),
                List.of(model()));
    }

    private static Model model() {
        TokenPrices free = TokenPrices.of(BigDecimal.ZERO, BigDecimal.ZERO);
        return new Model(
                ID,
                MODEL,
                Model.Mode.CHAT,
                128_000L,
                4_096L,
                Set.of("text"),
                Map.of("streaming", true, "tools", false, "vision", false, "json_schema", false),
                new Prices(free, List.of()),
                null);
    }

    @Override
    public ChatTranslator chat() {
        return chat;
    }

    @Override
    public InProcessUpstream inProcess() {
        return upstream;
    }
}
