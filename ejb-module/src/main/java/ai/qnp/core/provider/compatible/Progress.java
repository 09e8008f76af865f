package ai.qnp.core.provider.compatible;

import ai.qnp.core.provider.compatible.Scanned.Choice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a stream has come. Bounded: a stream can't have more choices than a request can ask for.
 *
 * @param unfinished choices that began and have no finish reason yet
 * @param finished choices that have one
 * @param anyReal whether anything but opening chunks came
 */
record Progress(Set<Integer> unfinished, Set<Integer> finished, boolean anyReal) {
    static final Progress NONE = new Progress(Set.of(), Set.of(), false);

    private static final int MAX_CHOICES = 128;

    /** Whether every choice that began got its finish reason. */
    boolean isComplete() {
        return unfinished.isEmpty() && !finished.isEmpty();
    }

    Progress after(List<Choice> choices) {
        Progress result = this;
        for (Choice choice : choices) {
            result = result.after(choice);
        }
        return result;
    }

    private Progress after(Choice choice) {
        int index = choice.index();
        boolean real = anyReal || choice.isReal();
        boolean isFinished = finished.contains(index);
        if (index < 0 || index >= MAX_CHOICES || isFinished) {
            return real == anyReal ? this : new Progress(unfinished, finished, real);
        }
        if (choice.finishReason() != null) {
            return new Progress(without(unfinished, index), with(finished, index), real);
        }
        if (unfinished.contains(index)) {
            return real == anyReal ? this : new Progress(unfinished, finished, real);
        }
        return new Progress(with(unfinished, index), finished, real);
    }

    private static Set<Integer> with(Set<Integer> set, int index) {
        Set<Integer> more = new HashSet<>(set);
        more.add(index);
        return Set.copyOf(more);
    }

    private static Set<Integer> without(Set<Integer> set, int index) {
        Set<Integer> less = new HashSet<>(set);
        less.remove(index);
        return Set.copyOf(less);
    }
}
