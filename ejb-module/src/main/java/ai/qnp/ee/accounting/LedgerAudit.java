package ai.qnp.ee.accounting;

import ai.qnp.core.metering.MoneyText;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Proves the books: each check is one statement, which sees the database at one moment, so it holds while requests run.
 * What a check finds is wrong; it says what and where.
 */
public final class LedgerAudit {
    private static final int MOST_LINES = 20;

    private final ConnectionSource connections;

    /** For a database whose schema is current. */
    public LedgerAudit(ConnectionSource connections) {
        this.connections = connections;
    }

    /**
     * One thing that is proved.
     *
     * @param claim what should hold
     * @param wrong where it does not: a sentence for each, no more than twenty
     */
    public record Proof(String claim, List<String> wrong) {
        public Proof {
            wrong = List.copyOf(wrong);
        }

        /** Whether it holds. */
        public boolean holds() {
            return wrong.isEmpty();
        }
    }

    private enum Check {
        BALANCED(
                "Every transaction of the ledger has entries that sum to zero",
                """
                select t.id, count(e.line), sum(e.amount_usd) from ledger_transactions t
                left join ledger_entries e on e.transaction_id = t.id
                group by t.id having count(e.line) < 2 or sum(e.amount_usd) <> 0""",
                "transaction {1} has {2} entries, which sum to {3}"),

        DERIVED("Every wallet holds what its entries sum to", """
                select w.id, w.funds - w.spent, coalesce(s.total, 0) from escrows w
                left join (select account, sum(amount_usd) as total from ledger_entries group by account) s
                on s.account = w.id
                where w.id like 'wallet:%' and w.funds - w.spent <> coalesce(s.total, 0)""", "{1} holds {2}, its entries sum to {3}"),

        NO_WALLET_FORGOTTEN(
                "Every wallet in the ledger has its balance", """
                select e.account, sum(e.amount_usd) from ledger_entries e left join escrows w on w.id = e.account
                where e.account like 'wallet:%' and w.id is null group by e.account""", "{1} has entries that sum to {2}, and no balance"),

        ENTERED(
                "Every request paid from credits has its transaction, over its cost",
                """
                select u.id, u.cost_usd, t.amount_usd from usage_records u
                left join ledger_transactions t on t.id = concat('use_', u.id) and t.account_id = u.account_id
                where u.paid_from_credits = true and (t.amount_usd is null or t.amount_usd + u.cost_usd <> 0)""",
                "request {1} cost {2}, its wallet's entry is {3}"),

        NO_OTHER(
                "Every transaction for a request belongs to a usage record that was paid from credits",
                """
                select t.id, t.request_id from ledger_transactions t
                left join usage_records u on u.id = t.request_id and u.paid_from_credits = true
                where t.request_id is not null and u.id is null""",
                "transaction {1} is for request {2}, which has no such record"),

        BUDGETS("Every budget has counted what its requests cost", """
                select b.id, b.spent - b.opening, coalesce(s.total, 0) from escrows b
                left join (select budget_id, sum(cost_usd) as total from usage_records
                where budget_id is not null group by budget_id) s on s.budget_id = b.id
                where b.id like 'budget:%' and b.spent - b.opening <> coalesce(s.total, 0)""", "{1} counted {2}, its requests cost {3}"),

        LEASES("What a fund has leased is what nodes hold of it", """
                select f.id, f.leased, coalesce(s.total, 0) from escrows f
                left join (select escrow_id, sum(amount) as total from leases group by escrow_id) s on s.escrow_id = f.id
                where f.leased <> coalesce(s.total, 0)""", "{1} has leased {2}, nodes hold {3}"),

        NO_ORPHANED_LEASE(
                "Every lease belongs to a node that is there",
                """
                select l.escrow_id, l.node_id, l.amount from leases l left join nodes n on n.id = l.node_id
                where n.id is null""",
                "the lease of {1} by the node {2} over {3} is orphaned"),

        NO_ORPHANED_REQUEST(
                "Every request under way belongs to a node that is there",
                """
                select i.request_id, i.node_id from intents i left join nodes n on n.id = i.node_id
                where n.id is null""",
                "request {1} of the node {2} is orphaned"),

        SETTLED_ONCE(
                "No request is settled and still under way",
                """
                select i.request_id, i.node_id from intents i join usage_records u on u.id = i.request_id""",
                "request {1} of the node {2} is settled and under way");

        private final String claim;
        private final String sql;
        private final String sentence;

        Check(String claim, String sql, String sentence) {
            this.claim = claim;
            this.sql = sql;
            this.sentence = sentence;
        }
    }

    /** Runs all checks. */
    public List<Proof> run() throws SQLException {
        List<Proof> proofs = new ArrayList<>();
        try (Connection connection = connections.getConnection()) {
            for (Check check : Check.values()) {
                proofs.add(prove(connection, check));
            }
        }
        return proofs;
    }

    private static Proof prove(Connection connection, Check check) throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(MOST_LINES);
            try (ResultSet rows = statement.executeQuery(check.sql)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    wrong.add(sentence(check.sentence, rows, columns));
                }
            }
        }
        return new Proof(check.claim, wrong);
    }

    private static String sentence(String words, ResultSet row, int columns) throws SQLException {
        String sentence = words;
        for (int column = 1; column <= columns; column++) {
            Object value = row.getObject(column);
            String text = value instanceof BigDecimal money
                    ? MoneyText.of(money)
                    : Objects.requireNonNullElse(value, "nothing").toString();
            sentence = sentence.replace("{" + column + "}", text);
        }
        return sentence;
    }

    /** The proofs as lines for people. */
    public static String words(List<Proof> proofs) {
        return proofs.stream()
                .map(proof -> (proof.holds() ? "ok     " : "WRONG  ") + proof.claim() + "."
                        + proof.wrong().stream()
                                .map(line -> "\n         " + line)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
