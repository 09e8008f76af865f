package ai.qnp.core.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.openai.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SseReaderTest {
    private static final int BOUND = 1024;

    static List<Arguments> streams() {
        return List.of(
                stream("nothing", ""),
                stream("line feeds", "data: a\n\ndata: b\n\n", event("a"), event("b")),
                stream("carriage returns", "data: a\r\rdata: b\r\r", event("a"), event("b")),
                stream("both", "data: a\r\n\r\ndata: b\r\n\r\n", event("a"), event("b")),
                stream("mixed endings", "data: a\n\r\ndata: b\r\n\rdata: c\r\n\n", event("a"), event("b"), event("c")),
                stream("no space behind the colon", "data:a\n\n", event("a")),
                stream("only one space is taken off", "data:  a\n\n", event(" a")),
                stream("several data lines", "data: {\ndata:  \"a\": 1\ndata: }\n\n", event("{\n \"a\": 1\n}")),
                stream("a data line without a colon", "data\n\n", event("")),
                stream("two of them", "data\ndata\n\n", event("\n")),
                stream("empty data", "data:\n\n", event("")),
                stream("comments", ": ping\n\n:\n: x\ndata: a\n: in the middle\ndata: b\n\n", event("a\nb")),
                stream("a name", "event: error\ndata: a\n\ndata: b\n\n", event("error", "a"), event("b")),
                stream("the last name counts", "event: x\nevent: y\ndata: a\n\n", event("y", "a")),
                stream("an empty name is none", "event: x\nevent:\ndata: a\n\n", event("a")),
                stream("a name without data is forgotten", "event: x\n\ndata: a\n\n", event("a")),
                stream(
                        "names that repeat",
                        "event: x\ndata: 1\n\nevent: x\ndata: 2\n\n",
                        event("x", "1"),
                        event("x", "2")),
                stream("id, retry and unknown fields", "id: 7\nretry: 10\nfoo: bar\nDATA: no\ndata: a\n\n", event("a")),
                stream("fields that only begin alike", "dat: x\ndatas: x\nevents: x\ndata: a\n\n", event("a")),
                stream("a byte order mark", "\ufeffdata: a\n\n", event("a")),
                stream("a byte order mark later is no mark", "data: a\n\n\ufeffdata: b\n\n", event("a")),
                stream("no blank line at the end", "data: a\n\ndata: b\n", event("a"), event("b")),
                stream("no line ending at the end", "data: a\n\ndata: b", event("a"), event("b")),
                stream("beyond ASCII", "event: é\ndata: 漢字 🙂\n\n", event("é", "漢字 🙂")),
                stream("many blank lines", "\n\n\ndata: a\n\n\n\n\ndata: b\n\n", event("a"), event("b")),
                stream("colons in the value", "data: a: b:c\n\n", event("a: b:c")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void readsTheSameEventsWhereverTheBytesAreCut(String name, String text, List<SseEvent> expected)
            throws IOException {
        byte[] bytes = text.getBytes(UTF_8);

        assertThat(read(Arriving.whole(bytes))).isEqualTo(expected);
        assertThat(read(Arriving.byteByByte(bytes))).isEqualTo(expected);
        for (int cut = 1; cut < bytes.length; cut++) {
            assertThat(read(Arriving.cutAt(bytes, cut))).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @Test
    void givesAnEventAtItsBlankLineAndNotOnlyWhenMoreArrives() throws IOException {
        // given a stream that falls silent for ever behind a carriage return
        InputStream silent = new InputStream() {
            private final InputStream arrived = new ByteArrayInputStream("data: a\r\r".getBytes(UTF_8));

            @Override
            public int read() {
                throw new AssertionError("read on although an event was complete");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = arrived.read(target, offset, length);
                if (count < 0) {
                    throw new AssertionError("read on although an event was complete");
                }
                return count;
            }
        };

        SseEvent first = new SseReader(silent, BOUND).next();

        assertThat(first).isEqualTo(event("a"));
    }

    @Test
    void readsLinesLongerThanItsBuffer() throws IOException {
        String longText = "x".repeat(100_000);
        byte[] bytes = ("data: " + longText + "\n\ndata: b\n\n").getBytes(UTF_8);
        SseReader reader = new SseReader(Arriving.whole(bytes), 1 << 20);

        assertThat(reader.next()).isEqualTo(event(longText));
        assertThat(reader.next()).isEqualTo(event("b"));
        assertThat(reader.next()).isNull();
    }

    @Test
    void refusesALineOverItsBound() {
        byte[] bytes = ("data: " + "x".repeat(BOUND)).getBytes(UTF_8);

        assertThatThrownBy(() -> read(Arriving.whole(bytes))).isInstanceOf(EventTooLarge.class);
        assertThatThrownBy(() -> read(Arriving.byteByByte(bytes))).isInstanceOf(EventTooLarge.class);
    }

    @Test
    void refusesAnEventOfManyLinesOverItsBound() {
        byte[] bytes = "data: x\n".repeat(BOUND).getBytes(UTF_8);

        assertThatThrownBy(() -> read(Arriving.whole(bytes))).isInstanceOf(EventTooLarge.class);
    }

    @Test
    void takesAnEventOfExactlyItsBound() throws IOException {
        String line = "x".repeat(BOUND - "data:".length());

        assertThat(read(Arriving.whole(("data:" + line + "\n\n").getBytes(UTF_8))))
                .containsExactly(event(line));
    }

    @Test
    void skipsEndlessCommentsWithoutKeepingThem() throws IOException {
        byte[] bytes = (": keep-alive\n\n".repeat(10 * BOUND) + "data: a\n\n").getBytes(UTF_8);

        assertThat(read(Arriving.whole(bytes))).containsExactly(event("a"));
    }

    static List<SseEvent> read(InputStream in) throws IOException {
        SseReader reader = new SseReader(in, BOUND);
        List<SseEvent> events = new ArrayList<>();
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }

    private static Arguments stream(String name, String text, SseEvent... events) {
        return Arguments.of(name, text, List.of(events));
    }

    private static SseEvent event(String data) {
        return new SseEvent(null, JsonText.of(data));
    }

    private static SseEvent event(String name, String data) {
        return new SseEvent(name, JsonText.of(data));
    }
}
