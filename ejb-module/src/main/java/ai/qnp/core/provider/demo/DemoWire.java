package ai.qnp.core.provider.demo;

import ai.qnp.core.openai.Json;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The demo's answer in OpenAI's words, whole and in chunks. */
final class DemoWire {
    private DemoWire() {}

    static ObjectNode completion(DemoRequest asked, DemoAnswer answer) {
        ObjectNode completion = Json.MAPPER.createObjectNode().put("object", "chat.completion");
        ArrayNode choices = completion.putArray("choices");
        for (int index = 0; index < asked.choices(); index++) {
            ObjectNode choice = choices.addObject().put("index", index);
            choice.putObject("message").put("role", "assistant").put("content", answer.text());
            choice.put("finish_reason", answer.finishReason());
        }
        completion.set("usage", usage(asked, answer));
        return completion;
    }

    /** Lazy: a chunk is made when it is asked for. */
    static Stream<ObjectNode> chunks(DemoRequest asked, DemoAnswer answer) {
        Stream<ObjectNode> choices =
                IntStream.range(0, asked.choices()).boxed().flatMap(index -> choice(index, answer));
        return asked.includeUsage() ? Stream.concat(choices, Stream.of(usageChunk(asked, answer))) : choices;
    }

    private static Stream<ObjectNode> choice(int index, DemoAnswer answer) {
        ObjectNode opening = chunk(index);
        delta(opening).put("role", "assistant").put("content", "");
        ObjectNode finish = chunk(index);
        ((ObjectNode) finish.path("choices").path(0)).put("finish_reason", answer.finishReason());
        Stream<ObjectNode> words = answer.words().stream().map(word -> {
            ObjectNode chunk = chunk(index);
            delta(chunk).put("content", word);
            return chunk;
        });
        return Stream.of(Stream.of(opening), words, Stream.of(finish)).flatMap(part -> part);
    }

    private static ObjectNode chunk(int index) {
        ObjectNode chunk = Json.MAPPER.createObjectNode().put("object", "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.putObject("delta");
        choice.putNull("finish_reason");
        return chunk;
    }

    private static ObjectNode delta(ObjectNode chunk) {
        return (ObjectNode) chunk.path("choices").path(0).path("delta");
    }

    private static ObjectNode usageChunk(DemoRequest asked, DemoAnswer answer) {
        ObjectNode chunk = Json.MAPPER.createObjectNode().put("object", "chat.completion.chunk");
        chunk.set("choices", Json.MAPPER.valueToTree(List.of()));
        chunk.set("usage", usage(asked, answer));
        return chunk;
    }

    private static ObjectNode usage(DemoRequest asked, DemoAnswer answer) {
        long completion = (long) answer.words().size() * asked.choices();
        return Json.MAPPER
                .createObjectNode()
                .put("prompt_tokens", asked.promptTokens())
                .put("completion_tokens", completion)
                .put("total_tokens", asked.promptTokens() + completion);
    }
}
