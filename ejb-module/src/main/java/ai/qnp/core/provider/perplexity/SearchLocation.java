package ai.qnp.core.provider.perplexity;

import ai.qnp.core.provider.compatible.Draft;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code web_search_options.user_location}: OpenAI puts the place one level deeper. */
final class SearchLocation {
    private SearchLocation() {}

    static void flatten(Draft draft) {
        JsonNode location = draft.body().path("web_search_options").path("user_location");
        if (location instanceof ObjectNode fields && fields.path("approximate") instanceof ObjectNode place) {
            fields.removeAll();
            fields.setAll(place);
            fields.remove("timezone");
        }
    }
}
