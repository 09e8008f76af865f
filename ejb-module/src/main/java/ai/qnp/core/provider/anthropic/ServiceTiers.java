package ai.qnp.core.provider.anthropic;

import ai.qnp.core.provider.EncodingNotes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Service tiers, both ways. */
final class ServiceTiers {
    private ServiceTiers() {}

    static void write(ObjectNode request, JsonNode tier, EncodingNotes notes) {
        switch (tier.asString("")) {
            case "" -> {
                // not asked for
            }
            case "auto", "standard_only" -> request.set("service_tier", tier);
            case "default" -> request.put("service_tier", "standard_only");
            default -> notes.dropped("service_tier");
        }
    }

    /** What the answer was served with; one that is not known stays visible. */
    static @Nullable String of(JsonNode usage) {
        String tier = usage.path("service_tier").asString("");
        return switch (tier) {
            case "" -> null;
            case "standard" -> "default";
            default -> tier;
        };
    }
}
