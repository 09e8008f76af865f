package ai.qnp.bench.usage;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** How PostgreSQL answers, and what it keeps. */
final class Plans {
    private static final Map<String, String> QUESTIONS = new TreeMap<>(Map.of(
            "1. the first page",
            "select * from usage_records where account_id = '%s' order by at desc, id desc limit 51",
            "2. a page of a rare provider",
            "select * from usage_records where account_id = '%s' and provider = 'cohere' order by at desc, id desc limit 51",
            "3. a page of a status",
            "select * from usage_records where account_id = '%s' and status >= 400 and status <= 499"
                    + " order by at desc, id desc limit 51",
            "4. a month by model, by days",
            "select model, sum(requests), sum(cost_usd) from usage_days where account_id = '%s' and utc_day >= 20727"
                    + " and utc_day < 20758 group by model",
            "5. a month by model, by records",
            "select model, count(*), sum(prompt_tokens), sum(cost_usd) from usage_records where account_id = '%s'"
                    + " and at >= '2026-10-01' and at < '2026-11-01' group by model"));

    private Plans() {}

    static void print(Database database) throws SQLException {
        for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
            System.out.println("\n" + question.getKey() + "\n"
                    + database.ask("explain (analyze, buffers off, costs off) "
                            + question.getValue().formatted(Generator.ACCOUNT)));
        }
        System.out.println("\nsizes\n" + database.ask("""
                select relname, pg_size_pretty(pg_relation_size(oid)) from pg_class
                where relname like 'usage%' and relkind in ('r', 'i') order by pg_relation_size(oid) desc"""));
        System.out.println(database.ask("select count(*) || ' rows of days' from usage_days"));
    }
}
