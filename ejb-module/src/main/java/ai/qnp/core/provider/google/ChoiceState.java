package ai.qnp.core.provider.google;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How far one choice of a stream has come.
 *
 * @param calls how many tool calls began
 * @param images how many images came
 * @param own how many parts of Google's own tools came
 * @param text the last piece of content, needed to place what it cites
 * @param sources what was cited so far
 * @param open a call whose arguments still come; null for none
 * @param finish the last finish reason; null for none
 */
record ChoiceState(
        int calls,
        int images,
        int own,
        @Nullable Piece text,
        Sources sources,
        @Nullable PartialCall open,
        @Nullable Finish finish) {
    static final ChoiceState BEGINNING = new ChoiceState(0, 0, 0, null, Sources.NONE, null, null);

    /** A piece of text and the ones before it: adding one costs the same however many there are. */
    record Piece(String text, @Nullable Piece before) {}

    /** Google's finish reason and what it says about it. */
    record Finish(String reason, String message) {
        /** The later one of a candidate's and the one before. */
        static @Nullable Finish later(JsonNode candidate, @Nullable Finish before) {
            String reason = FinishReasons.given(candidate);
            return reason == null
                    ? before
                    : new Finish(reason, candidate.path("finishMessage").asString(""));
        }
    }

    /** All content so far. */
    String content() {
        List<String> inOrder = new ArrayList<>();
        for (Piece piece = text; piece != null; piece = piece.before) {
            inOrder.add(piece.text);
        }
        return String.join("", inOrder.reversed());
    }

    ChoiceState withText(String piece) {
        return new ChoiceState(calls, images, own, new Piece(piece, text), sources, open, finish);
    }

    ChoiceState withCall(@Nullable PartialCall unfinished) {
        return new ChoiceState(calls + 1, images, own, text, sources, unfinished, finish);
    }

    ChoiceState withOpen(@Nullable PartialCall unfinished) {
        return new ChoiceState(calls, images, own, text, sources, unfinished, finish);
    }

    ChoiceState withImage() {
        return new ChoiceState(calls, images + 1, own, text, sources, open, finish);
    }

    ChoiceState withOwn() {
        return new ChoiceState(calls, images, own + 1, text, sources, open, finish);
    }

    /** With what the candidate says beside its parts. */
    ChoiceState and(JsonNode candidate) {
        return new ChoiceState(calls, images, own, text, sources.and(candidate), open, Finish.later(candidate, finish));
    }
}
