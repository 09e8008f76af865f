package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ReRating;
import ai.qnp.ee.admin.ReRatingService;
import java.io.Serializable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which usage shall be priced anew, and under which version, as a form or an address says it. */
public final class ReRatingWish implements Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable String version;
    private @Nullable String account;
    private @Nullable String from;
    private @Nullable String to;

    /** What keeps it from being understood, as the name of a text; null when nothing does. */
    @Nullable String problem() {
        return version == null
                ? "rerating.version.missing"
                : isTime(from) && isTime(to) ? null : "rerating.time.malformed";
    }

    /** The report that is wished for, unless there is a problem. Only for those who run this installation. */
    Answer<ReRating> of(ReRatingService service, String operatorId) {
        return service.under(
                Objects.requireNonNull(version),
                from == null ? null : Instant.parse(from),
                to == null ? null : Instant.parse(to),
                account == null ? operatorId : account,
                account == null);
    }

    private static boolean isTime(@Nullable String text) {
        try {
            return text == null || Instant.parse(text) != null;
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }

    Link on(String page) {
        return Link.to(page)
                .with("version", version)
                .with("account", account)
                .with("from", from)
                .with("to", to);
    }

    /** The version of the price book. */
    public @Nullable String getVersion() {
        return version;
    }

    /** Takes the version. */
    public void setVersion(@Nullable String version) {
        this.version = textOf(version);
    }

    /** One account's id; null for all accounts. */
    public @Nullable String getAccount() {
        return account;
    }

    /** Takes an account's id. */
    public void setAccount(@Nullable String account) {
        this.account = textOf(account);
    }

    /** The earliest arrival, an ISO instant. */
    public @Nullable String getFrom() {
        return from;
    }

    /** Takes the earliest arrival. */
    public void setFrom(@Nullable String from) {
        this.from = textOf(from);
    }

    /** Arrivals before it, an ISO instant. */
    public @Nullable String getTo() {
        return to;
    }

    /** Takes the end of the stretch. */
    public void setTo(@Nullable String to) {
        this.to = textOf(to);
    }

    private static @Nullable String textOf(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }
}
