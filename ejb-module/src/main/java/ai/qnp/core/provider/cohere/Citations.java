package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Citations as OpenAI's annotations, as far as their sources have an address. */
final class Citations {
    private Citations() {}

    /**
     * One annotation for each source with an address; none for what is cited in thinking or in a plan, which is no part of
     * the content.
     *
     * @param blockStart where the cited block's text begins in the message's content, in characters
     */
    static List<ObjectNode> annotations(JsonNode citation, long blockStart) {
        List<ObjectNode> annotations = new ArrayList<>();
        if (citation.path("type").asString("TEXT_CONTENT").equals("TEXT_CONTENT")) {
            for (JsonNode source : citation.path("sources")) {
                JsonNode cited =
                        source.path("document").isObject() ? source.path("document") : source.path("tool_output");
                String url = cited.path("url").asString("");
                if (url.startsWith("https://") || url.startsWith("http://")) {
                    annotations.add(annotation(citation, cited, url, blockStart));
                }
            }
        }
        return annotations;
    }

    private static ObjectNode annotation(JsonNode citation, JsonNode cited, String url, long blockStart) {
        ObjectNode annotation = Json.MAPPER.createObjectNode().put("type", "url_citation");
        annotation
                .putObject("url_citation")
                .put("url", url)
                .put("title", cited.path("title").asString(""))
                .put("start_index", blockStart + citation.path("start").asInt(0))
                .put("end_index", blockStart + citation.path("end").asInt(0));
        return annotation;
    }
}
