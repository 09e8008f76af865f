package ai.qnp.core.provider;

import ai.qnp.core.openai.JsonText;

/** Knows a vendor's errors. */
public interface ErrorClassifier {
    /** Says what an answer with a status outside 2xx means. The body may be cut off, empty or not JSON. */
    Failure classify(int status, Headers headers, JsonText body);
}
