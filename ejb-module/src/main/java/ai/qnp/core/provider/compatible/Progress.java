package ai.qnp.core.provider.compatible;

import ai.qnp.core.provider.compatible.Scanned.Choice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a stream has come. Bounded: a stream can't have more choices than a request can ask for.
 *
 * @param choices those that began, by index
 * @param anyReal whether anything but opening chunks came
 */
record Progress(Map<Integer, Of> choices, boolean anyReal) {
    static final Progress NONE = new Progress(Map.of(), false);

    /** Tool calls in one message, at most; more have no number of their own. */
    static final int MAX_TOOL_CALLS = 1024;

    private static final int MAX_CHOICES = 128;
    private static final Of NOT_BEGUN = new Of(false, false, 0);

    /**
     * How far one choice has come.
     *
     * @param toolCalls how many tool calls began
     */
    record Of(boolean isBegun, boolean isFinished, int toolCalls) {}

    Progress {
        choices = Map.copyOf(choices);
    }

    /** Whether every choice that was asked for got its finish reason, and no other began without getting one. */
    boolean isComplete(int asked) {
        return choices.size() >= asked && choices.values().stream().allMatch(Of::isFinished);
    }

    Of of(int index) {
        return choices.getOrDefault(index, NOT_BEGUN);
    }

    /** Whether a choice does what no stream of OpenAI's does: no role first, a role later, or a second end. */
    boolean isDeviating(Choice choice) {
        Of known = of(choice.index());
        return known.isBegun() == choice.hasRole() || (known.isFinished() && choice.finishReason() != null);
    }

    Progress after(List<Choice> chunk) {
        Progress result = this;
        for (Choice choice : chunk) {
            result = result.after(choice);
        }
        return result;
    }

    private Progress after(Choice choice) {
        boolean real = anyReal || choice.isReal();
        Of known = of(choice.index());
        Of now = new Of(
                true,
                known.isFinished() || choice.finishReason() != null,
                Math.max(known.toolCalls(), choice.toolCalls()));
        boolean isCounted = choice.index() >= 0 && choice.index() < MAX_CHOICES && !now.equals(known);
        if (!isCounted) {
            return real == anyReal ? this : new Progress(choices, real);
        }
        Map<Integer, Of> more = new HashMap<>(choices);
        more.put(choice.index(), now);
        return new Progress(more, real);
    }
}
