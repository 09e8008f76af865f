package ai.qnp.web.dashboard;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.admin.CredentialService;
import ai.qnp.ee.admin.StoredCredential;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** models.xhtml: the catalogue, and what of it the account can use. */
@Named
@RequestScoped
public class ModelsView {
    private static final String PAGE = "/dashboard/models.xhtml";

    @Inject
    private Supplier<Platform> platform;

    @Inject
    private CredentialService credentials;

    @Inject
    private Offerings offerings;

    @Inject
    private Visitor visitor;

    private @Nullable String search;
    private @Nullable String provider;
    private @Nullable String show;
    private @Nullable String page;
    private Sheet<ModelLine> sheet = Sheet.of(List.of(), null);

    /** Reads what the page shows. */
    public void load() {
        Set<String> usable = usableProviders();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<ModelLine> found = platform.get().catalogue().models().stream()
                .filter(this::isWanted)
                .map(model -> ModelLine.of(
                        model, offerings.nameOf(model.provider()), usable.contains(model.provider()), today))
                .filter(line -> line.retired() == "retired".equals(show))
                .filter(line -> line.usable() || !"usable".equals(show))
                .toList();
        sheet = Sheet.of(found, page);
    }

    /** Those with the operator's own credential, and those that the account has one of its own for. */
    private Set<String> usableProviders() {
        Set<String> usable = new HashSet<>();
        offerings.getProviders().stream()
                .filter(Offerings.ProviderOffer::configured)
                .forEach(offer -> usable.add(offer.id()));
        credentials.list(visitor.accountId()).stream()
                .map(StoredCredential::provider)
                .forEach(usable::add);
        return usable;
    }

    private boolean isWanted(Model model) {
        return (provider == null || provider.equals(model.provider()))
                && (search == null
                        || model.qualifiedName().toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)));
    }

    private Link link() {
        return Link.to(PAGE).with("q", search).with("provider", provider).with("show", show);
    }

    /** The models of this page. */
    public List<ModelLine> getLines() {
        return sheet.rows();
    }

    /** How many there are in all. */
    public String getCount() {
        return Figures.count(sheet.all());
    }

    /** Where the next ones are; empty when there are none. */
    public String getNext() {
        return sheet.next(link());
    }

    /** Where the first ones are; empty when they are here. */
    public String getFirst() {
        return sheet.first(link());
    }

    /** The providers that a filter can name. */
    public List<Offerings.ProviderOffer> getProviders() {
        return offerings.getProviders();
    }

    /** Whether nothing is looked for. */
    public boolean isAll() {
        return search == null && provider == null && show == null;
    }

    /** A part of the names that are looked for. */
    public @Nullable String getSearch() {
        return search;
    }

    /** Takes a part of a name. */
    public void setSearch(@Nullable String search) {
        this.search = textOf(search);
    }

    /** A provider's id. */
    public @Nullable String getProvider() {
        return provider;
    }

    /** Takes a provider's id. */
    public void setProvider(@Nullable String provider) {
        this.provider = textOf(provider);
    }

    /** {@code usable}, {@code retired}, or null for all that are served. */
    public @Nullable String getShow() {
        return show;
    }

    /** Takes which of them. */
    public void setShow(@Nullable String show) {
        this.show = textOf(show);
    }

    /** The number of the page. */
    public @Nullable String getPage() {
        return page;
    }

    /** Takes the number of the page. */
    public void setPage(@Nullable String page) {
        this.page = textOf(page);
    }

    private static @Nullable String textOf(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }
}
