package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.LedgerTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerLineTest {
    @Test
    void showsWhatTheWalletGotOrGave() {
        assertThat(line("25").amount()).isEqualTo("+$25");
        assertThat(line("25").credit()).isTrue();
        assertThat(line("-0.000125").amount()).isEqualTo("−$0.000125");
        assertThat(line("-0.000125").credit()).isFalse();
    }

    private static LedgerLine line(String amount) {
        BigDecimal money = new BigDecimal(amount);
        return LedgerLine.of(
                new LedgerTransaction(
                        "tx_1",
                        Instant.EPOCH,
                        "usage",
                        null,
                        null,
                        List.of(
                                new LedgerTransaction.Entry("wallet:acc_1", money),
                                new LedgerTransaction.Entry("platform:usage", money.negate()))),
                "acc_1");
    }
}
