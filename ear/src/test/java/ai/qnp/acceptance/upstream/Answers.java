package ai.qnp.acceptance.upstream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What providers say, in OpenAI's words. */
public final class Answers {
    /** The tokens of every whole or complete answer here: prompt 1000 (200 of them cached), completion 500. */
    public static final String USAGE = """
            {"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500,\
            "prompt_tokens_details":{"cached_tokens":200},"completion_tokens_details":{"reasoning_tokens":50}}""";

    /** The end of every complete event stream. */
    public static final String DONE = "[DONE]";

    private Answers() {}

    /** A completion that says the text. */
    public static String completion(String text) {
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"gpt-4o","choices":[{"index":0,\
                "message":{"role":"assistant","content":"%s","refusal":null},"logprobs":null,"finish_reason":"stop"}],\
                "usage":%s}""".formatted(text, USAGE);
    }

    /** A chunk with a delta. */
    public static String chunk(String delta) {
        return chunk(delta, "null");
    }

    /** A chunk with a delta and a finish reason, both as JSON. */
    public static String chunk(String delta, String finishReason) {
        return """
                {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4o",\
                "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}""".formatted(delta, finishReason);
    }

    /** The opening chunk, which says nothing yet. */
    public static String role() {
        return chunk("{\"role\":\"assistant\",\"content\":\"\"}");
    }

    /** A chunk of text. */
    public static String content(String text) {
        return chunk("{\"content\":\"" + text + "\"}");
    }

    /** The finish chunk. */
    public static String finish(String reason) {
        return chunk("{}", "\"" + reason + "\"");
    }

    /** The usage chunk. */
    public static String usage() {
        return """
                {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4o",\
                "choices":[],"usage":%s}""".formatted(USAGE);
    }

    /** An error in the usual envelope. */
    public static String error(String message, String type, String code) {
        return """
                {"error":{"message":"%s","type":"%s","param":null,"code":"%s"}}""".formatted(message, type, code);
    }

    /** Answers every request with this text, streamed when a stream is asked for. */
    public static Script says(String... words) {
        return conversation -> {
            if (!conversation.request().json().path("stream").asBoolean(false)) {
                conversation.json(200, completion(String.join("", words)));
                return;
            }
            conversation.openStream();
            conversation.events(role());
            for (String word : words) {
                conversation.events(content(word));
            }
            conversation.events(finish("stop"), usage(), DONE);
            conversation.endStream();
        };
    }

    /** Answers with a status and a body. */
    public static Script fails(int status, String body, String... headers) {
        return conversation -> conversation.json(status, body, headers);
    }

    /** Says the first words, then nothing until it is told to go on, then the rest. */
    public static Script pausing(String before, CountDownLatch goOn, String after) {
        return conversation -> {
            conversation.openStream();
            conversation.events(role(), content(before));
            goOn.await();
            conversation.events(content(after), finish("stop"), usage(), DONE);
            conversation.endStream();
        };
    }

    /** Streams words without end, until the caller hangs up. */
    public static Script talksForever() {
        return conversation -> {
            conversation.openStream();
            conversation.events(role());
            while (!conversation.hungUpWithin(Duration.ofMillis(20))) {
                conversation.events(content("more "));
            }
        };
    }

    static Script polite() {
        return says("Hello", " there");
    }

    static Script modelList() {
        return conversation -> conversation.json(200, """
                {"object":"list","data":[{"id":"m1","object":"model","created":1700000000,"owned_by":"fake"},\
                {"id":"m2","object":"model","created":1700000000,"owned_by":"fake"}]}""");
    }
}
