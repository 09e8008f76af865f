package ai.qnp.acceptance.server;

import java.io.IOException;

/** Somebody with a key. */
public record Caller(Http http, String keyId, String key) {
    /** The shortest request there is. */
    public static String ask(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    /** The shortest request for a stream. */
    public static String askStream(String model) {
        return "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    /** Asks for a completion, whole. */
    public Answer chat(String body, String... headers) {
        return http.send("POST", "/v1/chat/completions", body, with(headers));
    }

    /** Asks for a completion as it comes. */
    public EventStream stream(String body, String... headers) throws IOException, InterruptedException {
        return http.stream("/v1/chat/completions", body, with(headers));
    }

    /** Posts to another endpoint. */
    public Answer post(String path, String body) {
        return http.send("POST", path, body, with());
    }

    /** Reads something. */
    public Answer get(String path) {
        return http.send("GET", path, null, with());
    }

    private String[] with(String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Authorization";
        all[1] = "Bearer " + key;
        return all;
    }
}
