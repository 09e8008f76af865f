package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Credits: what is put in, what requests take, and that the books balance. */
@AcceptanceTest
class MoneyIT {
    /** As long as what the fake upstream says that it read; its answers have 500 tokens. */
    private static final String PROMPT = "word ".repeat(200);

    private static final String MODEL = "deepseek/deepseek-chat";

    private final Gateway gateway;

    MoneyIT(Gateway gateway) {
        this.gateway = gateway;
        gateway.upstream().on("deepseek", Answers.says("Hello"));
    }

    @Test
    void anAccountPaysThePlatformFromItsCreditsToTheLastDigit() {
        // given
        String account = account("pays");
        Caller caller = caller(account);
        assertThat(error(caller.chat(ask(500)), 402)).isEqualTo("insufficient_credits");

        // when
        topUp(account, "0.50", "invoice 1", 201);
        Answer answer = caller.chat(ask(500)).expect(200);

        // then
        BigDecimal cost = new BigDecimal(answer.header("x-qnp-cost-usd").orElseThrow());
        assertThat(cost).isPositive();
        assertThat(balance(account)).isEqualByComparingTo(new BigDecimal("0.50").subtract(cost));
        List<JsonNode> ledger = ledger(account);
        assertThat(ledger).extracting(line -> line.path("kind").asString()).containsExactly("usage", "top_up");
        assertThat(ledger.getFirst().path("request_id").asString())
                .isEqualTo(answer.header("x-request-id").orElseThrow());
        assertThat(wallet(ledger, account)).isEqualByComparingTo(balance(account));
        assertThat(ledger).allSatisfy(MoneyIT::sumsToZero);
        assertBooksHold();
    }

    @Test
    void theSameReferenceTwiceIsOneCredit() {
        String account = account("twice");

        topUp(account, "1.00", "payment 7", 201);
        topUp(account, "1.00", "payment 7", 201);
        topUp(account, "2.00", "payment 7", 409);

        assertThat(balance(account)).isEqualByComparingTo("1.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+1", "1e3", "1,00", "", " 1", "0.0000000000001", "NaN", "99999999999999999999"})
    void whatIsNoPlainPositiveAmountIsRefused(String amount) {
        topUp(account("bad" + amount.hashCode()), amount, "x", 400);
    }

    @Test
    void theAnswersLengthIsLoweredToWhatTheCreditsPayFor() {
        String account = account("lowered");
        Caller caller = caller(account);
        topUp(account, "0.0004", "small change", 201);

        Answer answer = caller.chat(ask(4_000)).expect(200);

        long cap = Long.parseLong(answer.header("x-qnp-max-tokens").orElseThrow());
        assertThat(cap).isBetween(16L, 1_000L);
    }

    @Test
    void manyAtOnceNeverSpendMoreThanThereIsAndLeaveNothingUsable() throws Exception {
        // given
        String account = account("many");
        Caller caller = caller(account);
        topUp(account, "0.01", "for twenty or so", 201);

        // when
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                answers.add(clients.submit(() -> caller.chat(ask(500)).status()));
            }
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
        }

        // then
        assertThat(statuses).isSubsetOf(200, 402).contains(200, 402);
        BigDecimal cost = new BigDecimal(gateway.manage()
                .call("GET", "/usage?status=200&limit=1&account=" + account, null)
                .expect(200)
                .json()
                .path("data")
                .path(0)
                .path("cost_usd")
                .asString());
        assertThat(balance(account)).isNotNegative().isLessThan(cost);
        assertBooksHold();
    }

    @Test
    void anAccountSeesItsOwnLedgerOnly() {
        String one = account("one");
        String other = account("other");
        topUp(one, "1.00", "a", 201);

        assertThat(ledger(other)).isEmpty();
        assertThat(ledger(one)).hasSize(1);
    }

    private String account(String name) {
        String body = "{\"email\":\"" + name + "." + gateway.provider() + "@example.com\",\"tier\":\"pro\"}";
        return gateway.manage()
                .call("POST", "/accounts", body)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private Caller caller(String account) {
        JsonNode key = gateway.manage()
                .call("POST", "/keys?account=" + account, "{\"name\":\"spends\"}")
                .expect(201)
                .json();
        return new Caller(
                gateway.http(), key.path("id").asString(), key.path("key").asString());
    }

    private void topUp(String account, String amount, String reference, int status) {
        gateway.manage()
                .call(
                        "POST",
                        "/accounts/" + account + "/credits",
                        "{\"amount_usd\":\"" + amount + "\",\"reference\":\"" + reference + "\"}")
                .expect(status);
    }

    private BigDecimal balance(String account) {
        return new BigDecimal(gateway.manage()
                .call("GET", "/accounts/" + account, null)
                .expect(200)
                .json()
                .path("balance_usd")
                .asString());
    }

    private List<JsonNode> ledger(String account) {
        return gateway.manage()
                .call("GET", "/ledger?account=" + account, null)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    private static BigDecimal wallet(List<JsonNode> ledger, String account) {
        return ledger.stream()
                .flatMap(line -> line.path("entries").valueStream())
                .filter(entry -> entry.path("account").asString().equals("wallet:" + account))
                .map(entry -> new BigDecimal(entry.path("amount_usd").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void sumsToZero(JsonNode transaction) {
        assertThat(transaction
                        .path("entries")
                        .valueStream()
                        .map(entry -> new BigDecimal(entry.path("amount_usd").asString()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isZero();
    }

    private void assertBooksHold() {
        JsonNode audit =
                gateway.manage().call("GET", "/ledger/audit", null).expect(200).json();
        assertThat(audit.path("holds").asBoolean()).as(audit.toPrettyString()).isTrue();
    }

    private static String error(Answer answer, int status) {
        return answer.expect(status).json().path("error").path("code").asString();
    }

    private static String ask(int maxTokens) {
        return "{\"model\":\"" + MODEL + "\",\"max_tokens\":" + maxTokens
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}";
    }
}
