package ai.qnp.core.provider.perplexity;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.compatible.AnswerKind;
import ai.qnp.core.provider.compatible.AnswerRewrite;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the answer rests on, as annotations, in the order of the marks {@code [1]}, {@code [2]} in its text. Perplexity does
 * not say which words a source stands behind, so their places are empty. Its own fields stay as they are.
 */
record Sources() implements AnswerRewrite {
    static final String CITATIONS = "citations";
    static final String SEARCH_RESULTS = "search_results";

    private static final String ANNOTATIONS = "annotations";

    @Override
    public void rewrite(ObjectNode answer, AnswerKind kind) {
        for (JsonNode choice : answer.path("choices")) {
            // every chunk brings the sources again, and clients would add them up
            boolean isEnd =
                    kind == AnswerKind.WHOLE || choice.path("finish_reason").isString();
            if (isEnd && choice.path(kind.message()) instanceof ObjectNode message && !message.has(ANNOTATIONS)) {
                ArrayNode annotations = annotations(answer, kind);
                if (!annotations.isEmpty()) {
                    message.set(ANNOTATIONS, annotations);
                }
            }
        }
    }

    private static ArrayNode annotations(ObjectNode answer, AnswerKind kind) {
        SequencedMap<String, String> titles = new LinkedHashMap<>();
        for (JsonNode address : answer.path(CITATIONS)) {
            titles.put(address.asString(""), "");
        }
        for (JsonNode result : answer.path(SEARCH_RESULTS)) {
            titles.put(result.path("url").asString(""), result.path("title").asString(""));
        }
        titles.remove("");
        ArrayNode annotations = Json.MAPPER.createArrayNode();
        titles.forEach((url, title) -> {
            ObjectNode annotation = annotations.addObject();
            if (kind == AnswerKind.STREAM) {
                annotation.put("index", annotations.size() - 1);
            }
            annotation
                    .put("type", "url_citation")
                    .putObject("url_citation")
                    .put("url", url)
                    .put("title", title)
                    .put("start_index", 0)
                    .put("end_index", 0);
        });
        return annotations;
    }
}
