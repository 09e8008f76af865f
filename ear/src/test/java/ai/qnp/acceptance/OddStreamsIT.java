package ai.qnp.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Script;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Streams as providers really send them. */
@AcceptanceTest
class OddStreamsIT {
    private final Gateway gateway;

    OddStreamsIT(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Every kind of line end, cut into pieces of so many bytes: inside characters, between CR and LF, in a field's name. */
    @ParameterizedTest
    @CsvSource({"LF, 1", "LF, 3", "CRLF, 1", "CRLF, 2", "CRLF, 5", "CR, 1", "CR, 4", "CRLF, 1000000", "CR, 1000000"})
    void readsEveryFormOfAnEventWhereverItIsCut(String lineEnd, int size) throws Exception {
        // given a comment, no space, a name, an event of two lines, and no blank line at the end
        String provider = gateway.provider();
        String wire = ": thinking\n\ndata:" + Answers.role() + "\n\nevent: message\nid: 7\ndata: "
                + Answers.content("héllo ") + "\n\n: still thinking\n\ndata: "
                + Answers.content("wörld 🙂").replaceFirst(",", ",\ndata: ") + "\n\ndata: "
                + Answers.finish("stop") + "\n\ndata: [DONE]";
        String end = lineEnd.replace("CR", "\r").replace("LF", "\n");
        gateway.upstream().on(provider, pieces(wire.replace("\n", end), size));

        // when
        try (EventStream stream = gateway.callerOver(provider).stream(Caller.askStream("m1"))) {
            List<String> events = stream.rest();

            // then
            assertThat(String.join("\n", events)).contains("héllo ", "wörld 🙂").endsWith(Answers.DONE);
            assertThat(events).noneMatch(data -> data.contains("\"error\"") || data.contains("thinking"));
        }
    }

    private static Script pieces(String wire, int size) {
        byte[] bytes = wire.getBytes(UTF_8);
        return conversation -> {
            conversation.openStream();
            for (int at = 0; at < bytes.length; at += size) {
                conversation.bytes(Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length)));
            }
            conversation.endStream();
        };
    }

    @Test
    void takesACommentForNoContent() throws Exception {
        // given a provider that only ever comments, then ends
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, conversation -> {
            conversation.openStream();
            conversation.text(": thinking\n\n".repeat(200));
            conversation.endStream();
        });
        gateway.upstream().on(second, Answers.says("from ", "the second"));

        // when
        try (EventStream stream = gateway.callerOver(first, second).stream(Caller.askStream("qnp/auto"))) {
            // then
            assertThat(EventStream.text(stream.rest())).isEqualTo("from the second");
        }
    }

    @Test
    void keepsParallelToolCallsApart() throws Exception {
        // given two calls whose pieces come in turns, the second without an id
        String provider = gateway.provider();
        gateway.upstream().on(provider, conversation -> {
            conversation.openStream();
            conversation.events(
                    Answers.role(),
                    call(
                            "\"index\":0,\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"name\":\"add\",\"arguments\":\"\"}"),
                    call("\"index\":1,\"type\":\"function\",\"function\":{\"name\":\"take\",\"arguments\":\"\"}"),
                    call("\"index\":0,\"function\":{\"arguments\":\"{\\\"x\\\":\"}"),
                    call("\"index\":1,\"function\":{\"arguments\":\"{\\\"y\\\":\"}"),
                    call("\"index\":1,\"function\":{\"arguments\":\"2}\"}"),
                    call("\"index\":0,\"function\":{\"arguments\":\"1}\"}"),
                    Answers.finish("tool_calls"),
                    Answers.DONE);
            conversation.endStream();
        });

        // when
        try (EventStream stream = gateway.callerOver(provider).stream(Caller.askStream("m1"))) {
            Map<Integer, String> arguments = new TreeMap<>();
            Map<Integer, String> ids = new TreeMap<>();
            for (String data : stream.rest()) {
                if (data.startsWith("{")) {
                    JsonNode calls = EventStream.json(data)
                            .path("choices")
                            .path(0)
                            .path("delta")
                            .path("tool_calls");
                    calls.forEach(one -> gather(one, arguments, ids));
                }
            }

            // then
            assertThat(arguments).containsExactly(Map.entry(0, "{\"x\":1}"), Map.entry(1, "{\"y\":2}"));
            assertThat(ids.get(0)).isEqualTo("call_a");
            assertThat(ids.get(1)).isNotBlank().isNotEqualTo("call_a");
        }
    }

    private static void gather(JsonNode call, Map<Integer, String> arguments, Map<Integer, String> ids) {
        int index = call.path("index").asInt();
        arguments.merge(index, call.path("function").path("arguments").asString(""), String::concat);
        String id = call.path("id").asString("");
        if (!id.isEmpty()) {
            ids.merge(index, id, (first, again) -> first.equals(again) ? first : first + " and " + again);
        }
    }

    private static String call(String fields) {
        return Answers.chunk("{\"tool_calls\":[{" + fields + "}]}");
    }

    @Test
    void showsNoVendorAnothersThoughts() throws Exception {
        // given a conversation of which the first vendor made a part, and that vendor is away
        String second = gateway.provider();
        gateway.upstream().on("anthropic", Answers.fails(529, "{\"type\":\"error\",\"error\":{\"message\":\"away\"}}"));
        Caller caller = gateway.manage()
                .caller(
                        "{\"name\":\"two vendors\",\"chain\":[{\"provider\":\"anthropic\",\"models\":[\"claude-sonnet-4-5\"]},"
                                + "{\"provider\":\"" + second + "\",\"models\":[\"m1\"]}]}");

        // when
        caller.chat("""
                        {"model":"qnp/auto","messages":[{"role":"user","content":"Hi"},\
                        {"role":"assistant","content":"Hello","reasoning_content":"secret thoughts",\
                        "reasoning_details":[{"type":"reasoning.text","text":"secret thoughts",\
                        "signature":"signed-by-the-first","qnp_provider":"anthropic"}],\
                        "provider_content":[{"type":"thinking","signature":"signed-by-the-first"}]},\
                        {"role":"user","content":"And?"}]}""").expect(200);

        // then
        String asked = gateway.upstream().await(second).text();
        assertThat(asked).contains("Hello", "And?").doesNotContain("secret thoughts", "signed-by-the-first");
    }
}
