package ai.qnp.core.openai;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Reads a request's bytes, whatever its endpoint. Refusals name the field or the place, never what stood there. */
final class RequestReading {
    private RequestReading() {}

    /** One walk over a body. */
    @FunctionalInterface
    interface Scan<R extends ModelRequest> {
        /** Reads the whole text, which the parser is about to begin; throws a {@link Refusal} for the client's faults. */
        R read(JsonText body, JsonParser parser);
    }

    static <R extends ModelRequest> ReadRequest<R> read(JsonText received, Scan<R> scan) {
        JsonText body = withoutByteOrderMark(received);
        int invalid = firstUnreadable(body.utf8());
        if (invalid >= 0) {
            return new ReadRequest.Rejected<>(Refusal.json("The request body is not UTF-8: byte "
                            + invalid
                            + " belongs to no character. Encode the JSON as UTF-8.")
                    .error());
        }
        try (JsonParser parser = Json.MAPPER.createParser(body.utf8())) {
            return read(parser, body, scan);
        }
    }

    private static <R extends ModelRequest> ReadRequest<R> read(JsonParser parser, JsonText body, Scan<R> scan) {
        try {
            return new ReadRequest.Accepted<>(scan.read(body, parser));
        } catch (Refusal refusal) {
            return new ReadRequest.Rejected<>(refusal.error());
        } catch (JacksonException broken) {
            return new ReadRequest.Rejected<>(broken(parser, broken).error());
        }
    }

    /** The parser's own message may quote the body, so only its place is told. */
    private static Refusal broken(JsonParser parser, JacksonException broken) {
        if (broken instanceof StreamConstraintsException
                && parser.streamReadContext().getNestingDepth() >= Json.MAX_DEPTH) {
            return Refusal.json("The request body is nested too deeply: at most " + Json.MAX_DEPTH
                    + " arrays and objects may stand inside each other.");
        }
        TokenStreamLocation place = parser.currentLocation();
        String where = "line " + place.getLineNr() + ", column " + place.getColumnNr();
        if (broken instanceof StreamConstraintsException) {
            return Refusal.json("The request body holds a number or a field name that is far too long, before " + where
                    + ": shorten it.");
        }
        return Refusal.json(
                broken instanceof UnexpectedEndOfInputException
                        ? "The request body is not valid JSON: it ends too early, at " + where + ". Send all of it."
                        : "The request body is not valid JSON, at " + where
                                + ": check the quotes, commas and brackets there.");
    }

    private static JsonText withoutByteOrderMark(JsonText received) {
        byte[] utf8 = received.utf8();
        boolean marked = utf8.length >= 3 && utf8[0] == (byte) 0xef && utf8[1] == (byte) 0xbb && utf8[2] == (byte) 0xbf;
        return marked ? JsonText.of(Arrays.copyOfRange(utf8, 3, utf8.length)) : received;
    }

    /** A zero byte stands in no JSON text; the parser would take it as a sign of UTF-16. */
    private static int firstUnreadable(byte[] utf8) {
        for (int at = 0; at < Math.min(4, utf8.length); at++) {
            if (utf8[at] == 0) {
                return at;
            }
        }
        return Utf8.firstInvalid(utf8);
    }
}
