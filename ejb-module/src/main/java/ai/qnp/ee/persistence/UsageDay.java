package ai.qnp.ee.persistence;

import ai.qnp.core.metering.UsageRecord;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What usage is added up by. Texts are as their columns hold them: see {@link #columnText}.
 *
 * @param number days since 1970-01-01, in UTC
 */
public record UsageDay(String accountId, long number, String keyId, String provider, String model, int status)
        implements Comparable<UsageDay> {
    static final List<String> COLUMNS = List.of("account_id", "utc_day", "key_id", "provider", "model", "status");

    private static final long SECONDS = Duration.ofDays(1).toSeconds();
    private static final Comparator<UsageDay> ORDER = Comparator.comparing(UsageDay::accountId)
            .thenComparingLong(UsageDay::number)
            .thenComparing(UsageDay::keyId)
            .thenComparing(UsageDay::provider)
            .thenComparing(UsageDay::model)
            .thenComparingInt(UsageDay::status);

    /** The day that a record belongs to, its texts cut and cleaned as the record's own row has them. */
    static UsageDay of(UsageRecord made) {
        return new UsageDay(
                columnText(made.accountId()),
                numberOf(made.at()),
                columnText(made.keyId()),
                columnText(StorableText.of(made.provider(), UsageRow.MAX_WORD)),
                columnText(StorableText.of(made.model(), UsageRow.MAX_MODEL)),
                made.status());
    }

    /** The number of the day in which a moment lies. */
    public static long numberOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS);
    }

    /** A day's first moment. */
    public static Instant start(long number) {
        return Instant.ofEpochSecond(number * SECONDS);
    }

    /** A value that can be missing, in a column of a primary key: nothing is empty, and empty is a space. */
    public static String columnText(@Nullable String value) {
        if (value == null) {
            return "";
        }
        return value.isEmpty() || value.startsWith(" ") ? " " + value : value;
    }

    /** The value that {@link #columnText} was made of. */
    public static @Nullable String value(String columnText) {
        if (columnText.isEmpty()) {
            return null;
        }
        return columnText.startsWith(" ") ? columnText.substring(1) : columnText;
    }

    /** Sets the first places of a statement; the answer is the last of them. */
    int setInto(PreparedStatement statement) throws SQLException {
        int place = 0;
        statement.setString(++place, accountId);
        statement.setInt(++place, Math.toIntExact(number));
        statement.setString(++place, keyId);
        statement.setString(++place, provider);
        statement.setString(++place, model);
        statement.setInt(++place, status);
        return place;
    }

    @Override
    public int compareTo(UsageDay other) {
        return ORDER.compare(this, other);
    }
}
