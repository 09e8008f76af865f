package ai.qnp.core.provider;

import ai.qnp.core.openai.JsonText;
import java.util.List;

/** A vendor's own list of its models. */
public interface ModelListing {
    /** OpenAI's {@code GET /models}: {@code {"data":[{"id":…}]}}. */
    ModelListing OPENAI = new OpenAiModelListing();

    /** Where it is, appended to the base URL; begins with a slash. */
    String path();

    /** The slugs in an answer with status 200; empty when it is no such list. */
    List<String> read(JsonText body);
}
