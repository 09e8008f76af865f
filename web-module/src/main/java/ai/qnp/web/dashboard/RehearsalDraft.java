package ai.qnp.web.dashboard;

import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.RehearsalWish;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What shall be rehearsed while somebody edits a chain. What goes wrong at a step is the step's own. */
public final class RehearsalDraft implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String AUTOMATIC = "qnp/auto";

    private String model = "";
    private String failure = "";

    RehearsalWish of(List<StepDraft> steps) {
        List<ChainStep> chain = steps.stream().map(StepDraft::step).toList();
        List<RehearsalWish.SetFailure> failures = new ArrayList<>();
        for (int at = 0; at < steps.size(); at++) {
            set(failures, at + 1, steps.get(at).getFailure());
        }
        if (steps.isEmpty()) {
            set(failures, 1, failure);
        }
        return new RehearsalWish(chain, model.isBlank() ? AUTOMATIC : model.strip(), failures, null);
    }

    private static void set(List<RehearsalWish.SetFailure> failures, int step, String with) {
        if (!with.isEmpty()) {
            failures.add(new RehearsalWish.SetFailure(step, with));
        }
    }

    /** The model that is asked for; empty for {@code qnp/auto}. */
    public String getModel() {
        return model;
    }

    /** Takes the model. */
    public void setModel(@Nullable String model) {
        this.model = model == null ? "" : model;
    }

    /** What goes wrong at the first target where there is no chain; empty for nothing. */
    public String getFailure() {
        return failure;
    }

    /** Takes what goes wrong. */
    public void setFailure(@Nullable String failure) {
        this.failure = failure == null ? "" : failure;
    }
}
