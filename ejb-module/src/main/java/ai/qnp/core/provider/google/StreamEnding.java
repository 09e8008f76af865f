package ai.qnp.core.provider.google;

import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.provider.StreamParts;
import ai.qnp.core.provider.google.ChoiceState.Finish;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What follows from a stream's end: what was cited, and each choice's finish reason, or that it was no whole answer. */
final class StreamEnding {
    private static final String NOTHING = "Google's stream ended without an answer";

    private final StreamParts parts = new StreamParts();
    private final StreamState state;
    private final int choicesAsked;

    StreamEnding(StreamState state, int choicesAsked) {
        this.state = state;
        this.choicesAsked = choicesAsked;
    }

    List<StreamPart> parts() {
        AnswerFrame frame = state.frame();
        boolean isBlocked = state.blocked() && state.choices().isEmpty();
        Failure broken = isBlocked ? null : broken();
        if (frame == null || broken != null) {
            parts.failed(broken == null ? noAnswer() : broken);
        } else if (isBlocked) {
            parts.opening(frame, StreamParts.delta().put("role", "assistant").putNull("content"));
            parts.finish(frame, FinishReasons.BLOCKED);
        } else {
            new TreeMap<>(state.choices()).forEach((index, choice) -> finish(frame, index, choice));
        }
        return parts.all();
    }

    /** Why the stream is no whole answer; null when it is one. */
    private @Nullable Failure broken() {
        if (state.choices().isEmpty()) {
            return noAnswer();
        }
        for (Map.Entry<Integer, ChoiceState> entry : new TreeMap<>(state.choices()).entrySet()) {
            ChoiceState choice = entry.getValue();
            Finish finish = choice.finish();
            Failure failure = finish == null
                    ? unfinished()
                    : FinishReasons.failure(finish.reason(), choice.calls() > 0, finish.message());
            if (failure != null) {
                return failure;
            }
        }
        return state.choices().size() < choicesAsked ? unfinished() : null;
    }

    private Failure unfinished() {
        return state.real()
                ? Failure.of(FailureClass.CUT_OFF, "Google's stream ended in the middle of the answer")
                : noAnswer();
    }

    private static Failure noAnswer() {
        return Failure.of(FailureClass.INVALID_ANSWER, NOTHING);
    }

    private void finish(AnswerFrame frame, int index, ChoiceState choice) {
        PartialCall open = choice.open();
        if (open != null) {
            EventStep.arguments(parts, frame, index, open);
        }
        ObjectNode sources = StreamParts.delta();
        if (choice.sources().writeTo(sources, choice.content())) {
            EventStep.number(sources.path("annotations"));
            parts.opening(frame, index, sources);
        }
        Finish finish = choice.finish();
        if (finish != null) {
            parts.finish(frame, index, FinishReasons.of(finish.reason(), choice.calls() > 0));
        }
    }
}
