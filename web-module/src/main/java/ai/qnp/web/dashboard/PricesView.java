package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.PriceBook;
import ai.qnp.ee.admin.PriceService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** prices.xhtml: the price book, its versions, and the operator's own prices. */
@Named
@ViewScoped
public class PricesView implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/dashboard/prices.xhtml";

    @Inject
    private PriceService prices;

    @Inject
    private Offerings offerings;

    @Inject
    private Visitor visitor;

    private final PriceSearch search = new PriceSearch();
    private @Nullable String page;
    private @Nullable String version;
    private @Nullable Instant since;
    private ArrayList<PriceLine> lines = new ArrayList<>();
    private ArrayList<String> versions = new ArrayList<>();
    private String next = "";
    private String first = "";
    private PriceDraft draft = new PriceDraft();

    /** Reads what the page shows. */
    public void load() {
        switch (prices.book(visitor.accountId(), search.getVersion(), search.getProvider(), null)) {
            case Answer.Done<PriceBook>(PriceBook book) -> show(book);
            case Answer.Refused<PriceBook>(var error) -> Notices.refused(error);
        }
        switch (prices.versions(visitor.accountId())) {
            case Answer.Done<List<PriceBook>>(List<PriceBook> found) ->
                versions =
                        new ArrayList<>(found.stream().map(PriceBook::version).toList());
            case Answer.Refused<List<PriceBook>>(var error) -> Notices.refused(error);
        }
    }

    private void show(PriceBook book) {
        version = book.version();
        since = book.at();
        Sheet<PriceLine> sheet = Sheet.of(
                book.lines().stream().filter(search::finds).map(PriceLine::of).toList(), page);
        lines = new ArrayList<>(sheet.rows());
        next = sheet.next(search.on(PAGE));
        first = sheet.first(search.on(PAGE));
    }

    /** Opens the form for a model that may be in no catalogue. */
    public void begin() {
        draft = new PriceDraft();
    }

    /** Opens the form with a model's prices as they are. */
    public void edit(PriceLine line) {
        draft = PriceDraft.of(line);
    }

    /** Sets a model's prices. */
    public void save() {
        switch (draft.prices()
                .then(own -> prices.override(
                        visitor.accountId(), draft.getProvider(), draft.getModel(), own, visitor.actor()))) {
            case Answer.Done<PriceBook>(PriceBook book) -> {
                done("prices.saved", draft.getModel(), book.version());
                PrimeFaces.current().ajax().addCallbackParam("done", true);
            }
            case Answer.Refused<PriceBook>(var error) -> Notices.refused(error);
        }
    }

    /** Lets the catalogue's prices of a model hold again. */
    public void remove(PriceLine line) {
        switch (prices.removeOverride(visitor.accountId(), line.provider(), line.model(), visitor.actor())) {
            case Answer.Done<String>(String made) -> done("prices.removed", line.model(), made);
            case Answer.Refused<String>(var error) -> Notices.refused(error);
        }
    }

    private void done(String key, Object... values) {
        Notices.done(key, values);
        load();
    }

    /** Which lines are shown. */
    public PriceSearch getSearch() {
        return search;
    }

    /** The version that is shown. */
    public @Nullable String getVersion() {
        return version;
    }

    /** Since when it holds, or held. */
    public @Nullable Instant getSince() {
        return since;
    }

    /** All versions, the newest first. */
    public List<String> getVersions() {
        return versions;
    }

    /** Whether the version that is shown is the one that holds. */
    public boolean isCurrent() {
        return search.getVersion() == null
                || (!versions.isEmpty() && versions.getFirst().equals(version));
    }

    /** The lines of this page. */
    public List<PriceLine> getLines() {
        return lines;
    }

    /** Where the next lines are; empty when there are none. */
    public String getNext() {
        return next;
    }

    /** Where the first lines are; empty when they are here. */
    public String getFirst() {
        return first;
    }

    /** The providers of this installation. */
    public List<Offerings.ProviderOffer> getProviders() {
        return offerings.getProviders();
    }

    /** What the form says. */
    public PriceDraft getDraft() {
        return draft;
    }

    /** The number of the page. */
    public @Nullable String getPage() {
        return page;
    }

    /** Takes the number of the page. */
    public void setPage(@Nullable String page) {
        this.page = page;
    }
}
