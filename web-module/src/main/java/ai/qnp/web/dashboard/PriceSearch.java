package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.PriceBook;
import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which lines of the price book a page shows, as its address says it. */
public final class PriceSearch implements Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable String version;
    private @Nullable String provider;
    private @Nullable String model;
    private @Nullable String own;

    boolean finds(PriceBook.Line line) {
        return (own == null || line.overridden())
                && (model == null || line.model().toLowerCase(Locale.ROOT).contains(model.toLowerCase(Locale.ROOT)));
    }

    Link on(String page) {
        return Link.to(page)
                .with("version", version)
                .with("provider", provider)
                .with("model", model)
                .with("own", own);
    }

    /** Whether everything of the book that holds is shown. */
    public boolean isAll() {
        return version == null && provider == null && model == null && own == null;
    }

    /** A past version; null for the one that holds. */
    public @Nullable String getVersion() {
        return version;
    }

    /** Takes a version. */
    public void setVersion(@Nullable String version) {
        this.version = textOf(version);
    }

    /** A provider's id. */
    public @Nullable String getProvider() {
        return provider;
    }

    /** Takes a provider's id. */
    public void setProvider(@Nullable String provider) {
        this.provider = textOf(provider);
    }

    /** A part of the models' names. */
    public @Nullable String getModel() {
        return model;
    }

    /** Takes a part of a name. */
    public void setModel(@Nullable String model) {
        this.model = textOf(model);
    }

    /** Anything for the operator's own prices alone. */
    public @Nullable String getOwn() {
        return own;
    }

    /** Takes whether it is the operator's own prices alone. */
    public void setOwn(@Nullable String own) {
        this.own = textOf(own);
    }

    private static @Nullable String textOf(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }
}
