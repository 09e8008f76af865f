package ai.qnp.core.routing.sage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SageTest {
    private static final String TOOLS = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chat       | Hi
            chat       | What's the capital of France?
            chat       | Write a poem about autumn.
            chat       | My class starts at nine, what should I have for breakfast?
            chat       | Where can I import a used car from?
            chat       | Was ist der Unterschied zwischen Wetter und Klima?
            chat       | Danke!
            chat       | 你好，请介绍一下北京。
            code       | Write a Python function that reverses a list
            code       | Can you fix the bug in this?
            code       | please review my C++ for me, and refactor the class
            code       | Schreib mir eine Funktion, die Primzahlen findet
            code       | Écris une fonction qui trie un tableau
            code       | Escribe una función que ordene una lista
            code       | What does this do? ```x = 1```
            code       | def f(x): return x + 1
            code       | #include <stdio.h>
            code       | SELECT name FROM users WHERE id = 3
            reasoning  | Prove that there are infinitely many primes.
            reasoning  | Solve this step by step: a train leaves at noon
            reasoning  | Beweise den Satz des Pythagoras.
            reasoning  | Explique étape par étape pourquoi le ciel est bleu
            reasoning  | Demuestra que la raíz de dos es irracional
            extraction | Extract all names and dates from the letter below.
            extraction | Classify this review as positive or negative
            extraction | Give me the ingredients as JSON
            extraction | Extrahiere alle Adressen aus dem Text
            chat       | Solve the riddle, but briefly please
            chat       | Prove that, yes or no?
            """)
    void judgesByTheWordsOfTheLastUserMessage(String intent, String prompt) {
        assertThat(judged(user(prompt), "").intent().wireName()).isEqualTo(intent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tools      | "tools":[{"type":"function","function":{"name":"f"}}]
            extraction | "response_format":{"type":"json_object"}
            extraction | "response_format":{"json_schema":{"type":"x"},"type":"json_schema"}
            chat       | "response_format":{"type":"text"}
            reasoning  | "reasoning_effort":"high"
            reasoning  | "reasoning_effort":"medium"
            chat       | "reasoning_effort":"low"
            chat       | "reasoning_effort":"none"
            reasoning  | "reasoning":{"effort":"high"}
            reasoning  | "thinking":{"type":"enabled","budget_tokens":2000}
            chat       | "thinking":{"type":"disabled"}
            vision     | "modalities":["text","audio"]
            """)
    void judgesByFields(String intent, String field) {
        assertThat(judged(user("Hi"), field).intent().wireName()).isEqualTo(intent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}  | the input has an image
            {"type":"input_audio","input_audio":{"data":"AA","format":"wav"}}      | audio is in the input, or wanted
            {"type":"file","file":{"file_data":"data:application/pdf;base64,AAAA"}} | the input has a file
            """)
    void picturesSoundAndFilesOutrankEverythingElse(String part, String because) {
        String body = "{\"model\":\"qnp\",\"reasoning_effort\":\"high\"," + TOOLS
                + ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is it?\"}," + part
                + "]}]}";

        assertThat(Sage.judge(read(body))).isEqualTo(new Judgement(Intent.VISION, because));
    }

    @Test
    void askedForReasoningOutranksTools() {
        assertThat(judged(user("Hi"), "\"reasoning_effort\":\"high\"," + TOOLS).intent())
                .isEqualTo(Intent.REASONING);
    }

    @Test
    void aFieldOutranksWords() {
        assertThat(judged(user("Write a Python function"), TOOLS).intent()).isEqualTo(Intent.TOOLS);
    }

    @Test
    void aLowCapMeansABriefAnswerHoweverThoughtful() {
        assertThat(judged(user("Think carefully: is 7 prime?"), "\"max_tokens\":10")
                        .intent())
                .isEqualTo(Intent.CHAT);
        assertThat(judged(user("Think carefully: is 7 prime?"), "").intent()).isEqualTo(Intent.REASONING);
    }

    @Test
    void declinedReasoningIsNotGuessedFromWords() {
        assertThat(judged(user("Think carefully: is 7 prime?"), "\"reasoning_effort\":\"minimal\"")
                        .intent())
                .isEqualTo(Intent.CHAT);
    }

    @Test
    void aLongPromptIsAboutItsLength() {
        Judgement judgement = judged(user("word ".repeat(40_000)), TOOLS);

        assertThat(judgement).isEqualTo(new Judgement(Intent.LONG_CONTEXT, "the prompt has about 50012 tokens"));
    }

    @Test
    void aScriptWithoutSpacesIsLongSooner() {
        assertThat(judged(user("长".repeat(40_000)), "").intent()).isEqualTo(Intent.LONG_CONTEXT);
        assertThat(judged(user("x".repeat(40_000)), "").intent()).isEqualTo(Intent.CHAT);
    }

    @Test
    void onlyTheLastUserMessageCounts() {
        ArrayNode messages = Json.MAPPER.createArrayNode();
        messages.addObject().put("role", "system").put("content", "You write Python code. Extract everything.");
        messages.addObject().put("role", "user").put("content", "Write a Python function");
        messages.addObject().put("role", "assistant").put("content", "```python\npass\n```");
        messages.addObject().put("content", "Thanks, and how are you?").put("role", "user");
        messages.addObject().put("role", "tool").put("tool_call_id", "c").put("content", "def f(x): pass");

        assertThat(judged(messages, "").intent()).isEqualTo(Intent.CHAT);
    }

    @Test
    void theEndsOfALongMessageCountAndItsMiddleDoesNot() {
        String filler = "lorem ipsum ".repeat(2_000);

        assertThat(judged(user("Extract all dates from this. " + filler), "").intent())
                .isEqualTo(Intent.EXTRACTION);
        assertThat(judged(user(filler + " Extract all dates from this."), "").intent())
                .isEqualTo(Intent.EXTRACTION);
        assertThat(judged(user(filler + " Extract all dates from this. " + filler), "")
                        .intent())
                .isEqualTo(Intent.CHAT);
    }

    @Test
    void theEndsOfManyPartsAreBounded() {
        ArrayNode messages = Json.MAPPER.createArrayNode();
        ArrayNode parts = messages.addObject().put("role", "user").putArray("content");
        for (int i = 0; i < 5_000; i++) {
            parts.addObject().put("type", "text").put("text", "lorem " + i);
        }
        parts.addObject().put("type", "text").put("text", "Prove that it holds.");

        Signals signals = SignalScan.of(request(messages, ""));

        assertThat(signals.text().length()).isLessThanOrEqualTo(2 * MessageEnds.MAX + 1);
        assertThat(Sage.judge(signals).intent()).isEqualTo(Intent.REASONING);
    }

    @Test
    void aMessageWithoutTextIsChat() {
        String body = "{\"model\":\"qnp\",\"messages\":[{\"role\":\"user\",\"content\":null},{\"role\":\"user\"}]}";

        assertThat(Sage.judge(read(body)).intent()).isEqualTo(Intent.CHAT);
    }

    private static ArrayNode user(String text) {
        ArrayNode messages = Json.MAPPER.createArrayNode();
        messages.addObject().put("role", "user").put("content", text);
        return messages;
    }

    private static Judgement judged(ArrayNode messages, String field) {
        return Sage.judge(request(messages, field));
    }

    private static ChatRequest request(ArrayNode messages, String field) {
        ObjectNode body =
                field.isEmpty() ? Json.MAPPER.createObjectNode() : (ObjectNode) Json.MAPPER.readTree("{" + field + "}");
        body.put("model", "qnp/auto").set("messages", messages);
        return read(body.toString());
    }

    private static ChatRequest read(String body) {
        return switch (ChatRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest request) -> request;
            case ReadRequest.Rejected<ChatRequest>(ApiError error) -> throw new AssertionError(error);
        };
    }
}
