package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.KeyDirectory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** playground.xhtml: a chat over one of the reader's keys. What is said stays in the page. */
@Named
@RequestScoped
public class PlaygroundView {
    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private Visitor visitor;

    private List<KeyChoice> keys = List.of();
    private @Nullable String key;
    private @Nullable String model;

    /** Reads which keys there are to choose from: those that are served. */
    public void load() {
        Instant now = Instant.now();
        keys = keyDirectory.list(visitor.accountId()).stream()
                .filter(each -> each.isActive(now))
                .map(each -> new KeyChoice(each.id(), each.settings().name()))
                .toList();
    }

    /** The keys that can be tried. */
    public List<KeyChoice> getKeys() {
        return keys;
    }

    /** The id of the key that is chosen at first. */
    public @Nullable String getKey() {
        return key;
    }

    /** Takes a key's id. */
    public void setKey(@Nullable String key) {
        this.key = key;
    }

    /** The model that is named at first. */
    public String getModel() {
        return model == null || model.isBlank() ? "qnp/auto" : model.strip();
    }

    /** Takes a model's name. */
    public void setModel(@Nullable String model) {
        this.model = model;
    }
}
