package ai.qnp.ee.persistence;

import static java.util.stream.Collectors.joining;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.relay.Outcome;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Usage added up by day (UTC), account, key, provider, model and status. Whoever stores usage records adds them here in the
 * same transaction, and last of all in it: days of busy keys are rows that many transactions want, and they are held from
 * here to the commit only.
 *
 * <p>The days of one transaction are changed in their natural order, so that two transactions wait for each other but
 * never in a circle.
 */
public final class UsageDays {
    private static final String TABLE = "usage_days";

    private UsageDays() {}

    /** Adds the outcomes' records to their days. */
    public static void add(EntityManager entities, Collection<Outcome> outcomes) {
        Map<UsageDay, Map<UsageDaySum, BigDecimal>> days = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            UsageRecord made = outcome.record();
            Map<UsageDaySum, BigDecimal> sums =
                    days.computeIfAbsent(UsageDay.of(made), day -> new EnumMap<>(UsageDaySum.class));
            for (UsageDaySum sum : UsageDaySum.values()) {
                sums.merge(sum, sum.of(made), BigDecimal::add);
            }
        }
        if (!days.isEmpty()) {
            entities.flush();
            write(entities.unwrap(Connection.class), days);
        }
    }

    private static void write(Connection connection, Map<UsageDay, Map<UsageDaySum, BigDecimal>> days) {
        try (PreparedStatement statement = connection.prepareStatement(addition(connection))) {
            for (Map.Entry<UsageDay, Map<UsageDaySum, BigDecimal>> day : days.entrySet()) {
                int place = day.getKey().setInto(statement);
                for (BigDecimal sum : day.getValue().values()) {
                    statement.setBigDecimal(++place, sum);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException refused) {
            throw new IllegalStateException("usage can't be added to its days", refused);
        }
    }

    /** Each database has its own way to say 'insert, or add to what is there'; PostgreSQL's MERGE may meet a rival. */
    private static String addition(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2") ? Sql.H2 : Sql.POSTGRESQL;
    }

    /** The statements, written out once. */
    private static final class Sql {
        private static final String KEY = String.join(", ", UsageDay.COLUMNS);
        private static final String SUMS =
                Arrays.stream(UsageDaySum.values()).map(UsageDaySum::column).collect(joining(", "));
        private static final String PLACES =
                "?, ".repeat(UsageDay.COLUMNS.size() + UsageDaySum.values().length - 1) + "?";

        static final String POSTGRESQL = "insert into " + TABLE + " (" + KEY + ", " + SUMS + ") values (" + PLACES
                + ") on conflict (" + KEY + ") do update set " + added("excluded");

        static final String H2 = "merge into " + TABLE + " using (select " + typedPlaces() + ") as more on "
                + UsageDay.COLUMNS.stream()
                        .map(column -> TABLE + "." + column + " = more." + column)
                        .collect(joining(" and "))
                + " when matched then update set " + added("more") + " when not matched then insert (" + KEY + ", "
                + SUMS
                + ") values (" + columns().map(column -> "more." + column).collect(joining(", ")) + ")";

        private static Stream<String> columns() {
            return Stream.concat(
                    UsageDay.COLUMNS.stream(),
                    Arrays.stream(UsageDaySum.values()).map(UsageDaySum::column));
        }

        private static String added(String more) {
            return Arrays.stream(UsageDaySum.values())
                    .map(sum -> sum.column() + " = " + TABLE + "." + sum.column() + " + " + more + "." + sum.column())
                    .collect(joining(", "));
        }

        private static String typedPlaces() {
            return columns()
                    .map(column -> "cast(? as " + type(column) + ") as " + column)
                    .collect(joining(", "));
        }

        private static String type(String column) {
            return switch (column) {
                case "utc_day", "status" -> "integer";
                case "account_id", "key_id", "provider", "model" -> "varchar";
                default -> "numeric(38, 12)";
            };
        }
    }
}
