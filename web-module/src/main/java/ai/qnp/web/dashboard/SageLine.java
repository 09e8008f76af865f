package ai.qnp.web.dashboard;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.core.routing.sage.Intent;
import ai.qnp.core.routing.sage.PreferredModel;
import ai.qnp.ee.admin.SagePreferences;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An intent with its preferred models while the operator edits them: one a line, the most preferred first. */
public final class SageLine implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String intent;
    private final boolean edited;
    private final ArrayList<Passed> passed = new ArrayList<>();
    private String models;

    /**
     * A model that is passed over as things are.
     *
     * @param why {@code unconfigured} or {@code retired}
     */
    public record Passed(String model, String why) implements Serializable {}

    private SageLine(String intent, boolean edited, String models) {
        this.intent = intent;
        this.edited = edited;
        this.models = models;
    }

    static SageLine of(Intent intent, SagePreferences preferences, Platform platform, LocalDate today) {
        List<PreferredModel> preferred = preferences.table().modelsFor(intent);
        SageLine line = new SageLine(
                intent.wireName(),
                preferences.edited().contains(intent),
                preferred.stream().map(PreferredModel::toString).collect(Collectors.joining("\n")));
        for (PreferredModel model : preferred) {
            String why = whyPassed(model, platform, today);
            if (why != null) {
                line.passed.add(new Passed(model.toString(), why));
            }
        }
        return line;
    }

    private static @Nullable String whyPassed(PreferredModel preferred, Platform platform, LocalDate today) {
        PlatformProvider provider = platform.provider(preferred.provider());
        if (provider == null || provider.credential() == null) {
            return "unconfigured";
        }
        Model model = platform.catalogue().find(preferred.provider(), preferred.model());
        LocalDate end = model == null ? null : model.deprecatedOn();
        return end != null && !end.isAfter(today) ? "retired" : null;
    }

    /** The models as the service takes them; none where nothing is written. */
    List<String> wanted() {
        return models.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** The intent's name. */
    public String getIntent() {
        return intent;
    }

    /** Whether it has other models than QNP came with. */
    public boolean isEdited() {
        return edited;
    }

    /** How many models there are. */
    public int getCount() {
        return wanted().size();
    }

    /** The models that are passed over as things are. */
    public List<Passed> getPassed() {
        return passed;
    }

    /** The models, one a line. */
    public String getModels() {
        return models;
    }

    /** Takes the models. */
    public void setModels(@Nullable String models) {
        this.models = models == null ? "" : models;
    }
}
