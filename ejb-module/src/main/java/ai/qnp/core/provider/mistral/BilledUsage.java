package ai.qnp.core.provider.mistral;

import ai.qnp.core.metering.Terms;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.provider.compatible.UsageRule;
import ai.qnp.core.provider.compatible.UsageRule.Told;
import java.util.Set;

/** Mistral's usage names the service tier itself, and counts audio by the second, which its tokens don't cover. */
final class BilledUsage {
    private static final String TIER = "service_tier";
    private static final String AUDIO = "prompt_audio_seconds";

    static final UsageRule RULE = new UsageRule(Set.of(TIER, AUDIO), BilledUsage::read);

    private BilledUsage() {}

    private static TokenUsage read(TokenUsage counted, Told told) {
        String tier = told.words().getOrDefault(TIER, "standard");
        Terms terms = counted.terms().calling("audio_seconds", told.count(AUDIO));
        return counted.on(tier.equals("standard") ? terms : terms.servedIn(tier));
    }
}
