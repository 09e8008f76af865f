package ai.qnp.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Conversation;
import ai.qnp.acceptance.upstream.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that send the gateway elsewhere, or far more than anybody asked for. */
@AcceptanceTest
class HostileProviderIT {
    private static final long GIB = 1L << 30;
    /** What the buffers between two processes may hold, and some more. */
    private static final long BUFFERED = 32 << 20;

    private static final byte[] PIECE = " ".repeat(64 << 10).getBytes(UTF_8);
    private static final int BOMB_PIECES = 2048;

    private final Gateway gateway;

    HostileProviderIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void isNotSentElsewhereByARedirect(int status) {
        // given a provider that points to another, to a page inside, and to itself
        String first = gateway.provider();
        String second = gateway.provider();
        String elsewhere = gateway.provider();
        var visits = new AtomicInteger();
        String inside = gateway.upstream().file("/inside/" + first, conversation -> {
            visits.incrementAndGet();
            conversation.json(200, Answers.completion("from inside"));
        });
        String completions = "/chat/completions";
        Script toOthers =
                Answers.fails(status, "{}", "Location", gateway.upstream().baseUrl(elsewhere) + completions);
        Script toInside = Answers.fails(status, "{}", "Location", inside);
        Script toItself =
                Answers.fails(status, "{}", "Location", gateway.upstream().baseUrl(first) + completions);
        gateway.upstream().on(first, toOthers.then(toInside.then(toItself)));
        gateway.upstream().on(second, Answers.says("from the second"));
        Caller caller = gateway.callerOver(first, second);

        // when
        for (int i = 0; i < 3; i++) {
            Answer answer = caller.chat(Caller.ask("qnp/auto")).expect(200);

            // then
            assertThat(answer.text()).isEqualTo("from the second");
        }
        assertThat(gateway.upstream().received(first)).hasSize(3);
        assertThat(gateway.upstream().received(elsewhere)).isEmpty();
        assertThat(visits).hasValue(0);
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                tooMuch("an error of a gigabyte", conversation -> {
                    conversation.head(500, "Content-Length", Long.toString(GIB));
                    return PIECE;
                }),
                tooMuch("an error of a gigabyte in chunks", conversation -> {
                    conversation.head(503, "Transfer-Encoding", "chunked");
                    return chunk(PIECE);
                }),
                tooMuch("a whole answer of a gigabyte", conversation -> {
                    conversation.head(200, "Content-Length", Long.toString(GIB));
                    return PIECE;
                }),
                tooMuch("an event of a gigabyte", conversation -> {
                    conversation.openStream();
                    conversation.text("data: ");
                    return chunk(PIECE);
                }),
                tooMuch("a comment of a gigabyte", conversation -> {
                    conversation.openStream();
                    conversation.text(": ");
                    return chunk(PIECE);
                }),
                tooMuch("opening chunks without end", conversation -> {
                    conversation.openStream();
                    return chunk(("data: " + Answers.role() + "\n\n").getBytes(UTF_8));
                }));
    }

    /** Begins an answer and gives the piece of which the rest consists. */
    interface Beginning {
        byte[] begin(Conversation conversation) throws Exception;
    }

    private static Arguments tooMuch(String name, Beginning beginning) {
        return argumentSet(name, beginning);
    }

    private static byte[] chunk(byte[] piece) {
        return (Integer.toHexString(piece.length) + "\r\n" + new String(piece, UTF_8) + "\r\n").getBytes(UTF_8);
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void readsNoMoreThanTheBoundAndAsksTheNext(Beginning beginning) throws Exception {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        var taken = new AtomicLong();
        gateway.upstream().on(first, conversation -> {
            byte[] piece = beginning.begin(conversation);
            conversation.pour(piece, GIB, taken);
        });
        gateway.upstream().on(second, Answers.says("from ", "the second"));
        Caller caller = gateway.callerOver(first, second);

        // when
        try (EventStream stream = caller.stream(Caller.askStream("qnp/auto"))) {
            List<String> events = stream.rest();

            // then
            assertThat(EventStream.text(events)).isEqualTo("from the second");
            gateway.upstream().await(first).awaitHangUp();
            assertThat(taken.get()).isLessThan(Gateway.MAX_ANSWER_BYTES + BUFFERED);
        }
    }

    static Stream<Arguments> bombs() throws IOException {
        byte[] spaces = packed("", PIECE);
        byte[] event = packed("data: ", PIECE);
        return Stream.of(
                argumentSet("a whole answer", bomb(200, "application/json", spaces), false),
                argumentSet("an error", bomb(500, "application/json", spaces), false),
                argumentSet("a stream", bomb(200, "text/event-stream", event), true));
    }

    private static Script bomb(int status, String type, byte[] packed) {
        return conversation -> conversation.whole(status, type, packed, "Content-Encoding", "gzip");
    }

    private static byte[] packed(String start, byte[] piece) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(start.getBytes(UTF_8));
            for (int i = 0; i < BOMB_PIECES; i++) {
                out.write(piece);
            }
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void unpacksNoMoreThanTheBound(Script bomb, boolean streamed) throws Exception {
        // given 128 MiB in a small packet that nobody asked to be packed
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, bomb);
        gateway.upstream().on(second, Answers.says("from the second"));
        Caller caller = gateway.callerOver(first, second);

        // when
        String body = streamed ? Caller.askStream("qnp/auto") : Caller.ask("qnp/auto");
        Answer answer = caller.chat(body).expect(200);

        // then
        assertThat(answer.body()).contains("from the second");
        assertThat(answer.header("x-qnp-attempts")).hasValue("2");
        assertThat(gateway.upstream().await(first).header("accept-encoding"))
                .as("asks for nothing packed")
                .isNotEqualTo("gzip");
    }

    @Test
    void passesAHeaderOfAHundredKilobytesOver() {
        // given
        String provider = gateway.provider();
        gateway.upstream()
                .on(
                        provider,
                        conversation ->
                                conversation.json(200, Answers.completion("well"), "X-Long", "x".repeat(100_000)));

        // when
        Answer answer = gateway.callerOver(provider, Gateway.POLITE)
                .chat(Caller.ask("qnp/auto"))
                .expect(200);

        // then
        assertThat(answer.text()).isEqualTo("Hello there");
        assertThat(answer.header("x-long")).isEmpty();
    }

    @Test
    void readsNoHeadersWithoutEnd() throws Exception {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        var taken = new AtomicLong();
        byte[] header = ("X-More: " + "x".repeat(8_000) + "\r\n").getBytes(ISO_8859_1);
        gateway.upstream().on(first, conversation -> {
            conversation.unframed("HTTP/1.1 200 Told\r\n".getBytes(ISO_8859_1));
            conversation.pour(header, GIB, taken);
        });
        gateway.upstream().on(second, Answers.says("from the second"));

        // when
        Answer answer = gateway.callerOver(first, second)
                .chat(Caller.ask("qnp/auto"), "x-qnp-timeout-ms", "20000")
                .expect(200);

        // then
        assertThat(answer.text()).isEqualTo("from the second");
        gateway.upstream().await(first).awaitHangUp();
        assertThat(taken.get()).isLessThan(BUFFERED);
    }
}
