package ai.qnp.web.dashboard;

/** Requests to paste into a terminal. */
final class CurlText {
    private CurlText() {}

    /**
     * A chat completion.
     *
     * @param key a key, or what stands for one
     */
    static String chat(String baseUrl, String key) {
        return """
                curl %s/chat/completions \\
                  -H "Authorization: Bearer %s" \\
                  -H "Content-Type: application/json" \\
                  -d '{"model":"qnp/auto","messages":[{"role":"user","content":"Hello!"}]}'""".formatted(baseUrl, key);
    }
}
