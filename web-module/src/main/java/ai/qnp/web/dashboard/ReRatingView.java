package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.PriceBook;
import ai.qnp.ee.admin.PriceService;
import ai.qnp.ee.admin.ReRating;
import ai.qnp.ee.admin.ReRatingService;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * re-rating.xhtml: what past usage would have cost under another version of the price book. Every record that is meant is
 * read, so the page opens without a report and makes one when it is asked to.
 */
@Named
@ViewScoped
public class ReRatingView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private PriceService prices;

    @Inject
    private ReRatingService reRating;

    @Inject
    private Visitor visitor;

    private final ReRatingWish wish = new ReRatingWish();
    private ArrayList<String> versions = new ArrayList<>();
    private @Nullable ReRatingReport report;
    private String csv = "";

    /** The month until now, under the version that holds. */
    @PostConstruct
    void open() {
        switch (prices.versions(visitor.accountId())) {
            case Answer.Done<List<PriceBook>>(List<PriceBook> found) ->
                versions =
                        new ArrayList<>(found.stream().map(PriceBook::version).toList());
            case Answer.Refused<List<PriceBook>>(var error) -> Notices.refused(error);
        }
        Instant month = LocalDate.now(visitor.getZone())
                .withDayOfMonth(1)
                .atStartOfDay(visitor.getZone())
                .toInstant();
        wish.setFrom(month.toString());
        wish.setVersion(versions.isEmpty() ? null : versions.getFirst());
    }

    /** Makes the report. */
    public void rate() {
        report = null;
        String problem = wish.problem();
        if (problem != null) {
            Notices.refused(ApiError.invalid("invalid_value", Notices.text(problem), null));
            return;
        }
        switch (wish.of(reRating, visitor.accountId())) {
            case Answer.Done<ReRating>(ReRating made) -> {
                report = ReRatingReport.of(made);
                csv = wish.on(ReRatingCsvServlet.PATH).text();
            }
            case Answer.Refused<ReRating>(var error) -> Notices.refused(error);
        }
    }

    /** What is asked for. */
    public ReRatingWish getWish() {
        return wish;
    }

    /** All versions, the newest first. */
    public List<String> getVersions() {
        return versions;
    }

    /** The report; null before one was made. */
    public @Nullable ReRatingReport getReport() {
        return report;
    }

    /** Where the same is as a table. */
    public String getCsv() {
        return csv;
    }
}
