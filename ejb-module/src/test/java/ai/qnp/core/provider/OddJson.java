package ai.qnp.core.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON out of the words that the vendors use, in shapes that they never would; the same seed gives the same. */
final class OddJson {
    private static final int MAX_DEPTH = 4;

    private static final List<String> NAMES = List.of(
            "type",
            "type",
            "index",
            "choices",
            "delta",
            "message",
            "content",
            "role",
            "finish_reason",
            "usage",
            "error",
            "tool_calls",
            "function",
            "arguments",
            "id",
            "object",
            "reasoning_content",
            "content_block",
            "stop_reason",
            "partial_json",
            "text",
            "input",
            "citation",
            "code",
            "status_code",
            "prompt_tokens",
            "output_tokens",
            "prompt_tokens_details",
            "citations",
            "name",
            "stop_details",
            "detail",
            "audio",
            "candidates",
            "parts",
            "thought",
            "functionCall",
            "args",
            "finishReason",
            "promptFeedback",
            "usageMetadata",
            "groundingMetadata",
            "tool_plan",
            "billed_units",
            "search_results",
            "thinking",
            "x_groq");

    private static final List<String> LEAVES = List.of(
            "null",
            "true",
            "0",
            "1",
            "-1",
            "1e400",
            "99999999999999999999",
            "1.5",
            "\"\"",
            "\"error\"",
            "\"stop\"",
            "\"message_start\"",
            "\"content_block_start\"",
            "\"content_block_delta\"",
            "\"content_block_stop\"",
            "\"message_delta\"",
            "\"message_stop\"",
            "\"text\"",
            "\"tool_use\"",
            "\"thinking\"",
            "\"text_delta\"",
            "\"input_json_delta\"",
            "\"signature_delta\"",
            "\"citations_delta\"",
            "\"thinking_delta\"",
            "\"message-start\"",
            "\"content-start\"",
            "\"content-delta\"",
            "\"tool-call-start\"",
            "\"tool-call-delta\"",
            "\"citation-start\"",
            "\"message-end\"",
            "\"STOP\"",
            "\"🙂\"",
            "{}",
            "[]",
            "\"\\ud800\"",
            "{");

    private static final List<String> OTHER_LINES =
            List.of("", "", "data: [DONE]", "event: error", ": ping", "data:", "data", "id: 1");

    private static final List<String> ENDINGS = List.of("\n", "\n\n", "\n\n", "\r\n\r\n", "\r");

    private final Random random;

    OddJson(long seed) {
        this.random = new Random(seed);
    }

    String json() {
        return value(0);
    }

    byte[] stream() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int lines = random.nextInt(12);
        for (int line = 0; line < lines; line++) {
            String text = random.nextInt(4) == 0 ? one(OTHER_LINES) : "data: " + event();
            bytes.writeBytes((text + one(ENDINGS)).getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Half of the events look right at the top, so that the inner levels are met as well. */
    private String event() {
        return switch (random.nextInt(4)) {
            case 0 ->
                "{\"choices\":[{\"index\":" + random.nextInt(3) + ",\"delta\":" + value(2) + "}],\"usage\":" + value(2)
                        + "}";
            case 1 ->
                "{\"type\":" + one(LEAVES) + ",\"index\":" + random.nextInt(3) + ",\"content_block\":" + object(2)
                        + ",\"delta\":" + object(2) + "}";
            default -> value(0);
        };
    }

    private String value(int depth) {
        return switch (depth < MAX_DEPTH ? random.nextInt(4) : 0) {
            case 0 -> one(LEAVES);
            case 1 -> array(depth);
            default -> object(depth);
        };
    }

    private String object(int depth) {
        List<String> fields = new ArrayList<>();
        int count = random.nextInt(5);
        for (int field = 0; field < count; field++) {
            fields.add("\"" + one(NAMES) + "\":" + value(depth + 1));
        }
        return "{" + String.join(",", fields) + "}";
    }

    private String array(int depth) {
        List<String> elements = new ArrayList<>();
        int count = random.nextInt(4);
        for (int element = 0; element < count; element++) {
            elements.add(value(depth + 1));
        }
        return "[" + String.join(",", elements) + "]";
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
