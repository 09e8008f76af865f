package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.SagePreferences;
import ai.qnp.ee.admin.SageService;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** sage.xhtml: which models are preferred for what. */
@Named
@ViewScoped
public class SageView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private SageService sage;

    @Inject
    private Offerings offerings;

    @Inject
    private Visitor visitor;

    private ArrayList<SageLine> lines = new ArrayList<>();
    private @Nullable Instant changedAt;

    /** Reads what the page shows. */
    @PostConstruct
    void load() {
        switch (sage.get(visitor.accountId())) {
            case Answer.Done<SagePreferences>(SagePreferences preferences) -> show(preferences);
            case Answer.Refused<SagePreferences>(var error) -> Notices.refused(error);
        }
    }

    private void show(SagePreferences preferences) {
        lines = new ArrayList<>(offerings.preferred(preferences));
        changedAt = preferences.changedAt();
    }

    /** Stores the table as it is written. An intent without models has those again that QNP came with. */
    public void save() {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        lines.forEach(line -> {
            if (!line.wanted().isEmpty()) {
                wanted.put(line.getIntent(), line.wanted());
            }
        });
        replace(wanted);
    }

    /** Lets the table be as QNP came with it. */
    public void restore() {
        replace(Map.of());
    }

    private void replace(Map<String, List<String>> wanted) {
        switch (sage.replace(visitor.accountId(), wanted, visitor.actor())) {
            case Answer.Done<SagePreferences>(SagePreferences preferences) -> {
                show(preferences);
                Notices.done("sage.saved");
            }
            case Answer.Refused<SagePreferences>(var error) -> Notices.refused(error);
        }
    }

    /** The intents. */
    public List<SageLine> getLines() {
        return lines;
    }

    /** When it was changed; null for never. */
    public @Nullable Instant getChangedAt() {
        return changedAt;
    }
}
