package ai.qnp.bench.usage;

import ai.qnp.ee.persistence.SchemaMigration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * Fills the tables: all records are one account's and lie in one month, which is the worst that can be asked of a month's
 * summary. They come in the order of time, into a table that has its indexes.
 */
final class Generator {
    static final String ACCOUNT = "acc_0123456789abcdef01234567";

    private static final int CHUNK = 500_000;
    static final int DAYS = 31;
    private static final String SCRIPT = "/db/migration/common/V6__usage_by_day_and_audit.sql";

    /** The same for the same number, however often it is asked. */
    private static final String RANDOM_OF = """
            create or replace function random_of(i bigint, what int) returns double precision language sql immutable as
            $$ select (hashint8extended(i, what) & 1048575) / 1048576.0::double precision $$""";

    private Generator() {}

    static void fill(Database database, long records, String account, LocalDate begin)
            throws SQLException, IOException {
        new SchemaMigration(database.dataSource()).run();
        if (Long.parseLong(database.ask("select count(*) from usage_records")) >= records) {
            System.out.println("The records are there already.");
            return;
        }
        database.execute("truncate usage_records, usage_days", RANDOM_OF, "set synchronous_commit = off");
        String insert = resource(Generator.class, "records.sql")
                .replace("{begin}", begin.toString())
                .replace("{days}", Integer.toString(DAYS))
                .replace("{records}", Long.toString(records))
                .replace("{account}", account);
        long begun = System.nanoTime();
        for (long i = 0; i < records; i += CHUNK) {
            long last = Math.min(records, i + CHUNK) - 1;
            database.execute(insert.replace("{first}", Long.toString(i)).replace("{last}", Long.toString(last)));
            System.out.printf("%,d records, %d s%n", last + 1, seconds(begun));
        }
        begun = System.nanoTime();
        database.execute(rollUp());
        System.out.printf("added up by day in %d s%n", seconds(begun));
        database.execute("vacuum analyze usage_records", "vacuum analyze usage_days");
    }

    /** What the migration does with the records that it finds. */
    private static String rollUp() throws IOException {
        String text = resource(SchemaMigration.class, SCRIPT);
        int begin = text.indexOf("insert into usage_days");
        return text.substring(begin, text.indexOf(';', begin));
    }

    private static String resource(Class<?> beside, String name) throws IOException {
        try (InputStream content = beside.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long seconds(long begun) {
        return (System.nanoTime() - begun) / 1_000_000_000L;
    }
}
