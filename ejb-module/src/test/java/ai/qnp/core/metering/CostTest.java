package ai.qnp.core.metering;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.Prices.Tier;
import ai.qnp.core.catalogue.Prices.TokenPrices;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostTest {
    @Test
    void pricesEveryKindOnceByItsOwnPrice() {
        TokenUsage usage =
                new TokenUsage(1_000_000, 500_000, 200_000, 300_000, 100_000, 200_000, 50_000, 100_000, false);
        Prices prices = new Prices(prices("3", "15", "0.3", "3.75", "6", "20", "40", "80"), List.of());

        // 450,000 plain, 200,000 cached, 200,000 + 100,000 written, 50,000 audio; 200,000 plain, 200,000 reasoning,
        // 100,000 audio
        assertThat(Cost.of(usage, prices))
                .isEqualByComparingTo(new BigDecimal("1.35")
                        .add(new BigDecimal("0.06"))
                        .add(new BigDecimal("0.75"))
                        .add(new BigDecimal("0.6"))
                        .add(new BigDecimal("2"))
                        .add(new BigDecimal("3"))
                        .add(new BigDecimal("4"))
                        .add(new BigDecimal("8")));
    }

    @Test
    void aKindWithoutAPriceOfItsOwnCostsWhatThePlainKindCosts() {
        TokenUsage usage = new TokenUsage(100, 100, 50, 0, 0, 50, 0, 0, false);
        Prices prices = new Prices(prices("1", "2", null, null, null, null, null, null), List.of());

        assertThat(Cost.of(usage, prices)).isEqualByComparingTo("0.0003");
    }

    @Test
    void paysNoMoreThanThePromptAndTheCompletionEvenWhereMoreWasCachedOrThought() {
        TokenUsage usage = new TokenUsage(119, 27, 992, 0, 0, 300, 0, 0, false);
        Prices prices = new Prices(prices("2.5", "10", null, null, null, null, null, null), List.of());

        assertThat(Cost.of(usage, prices)).isEqualByComparingTo("0.0005675");
    }

    @Test
    void isExactToTheLastDigit() {
        Prices prices = new Prices(prices("0.0375", "0.15", null, null, null, null, null, null), List.of());

        assertThat(Cost.of(TokenUsage.of(1, 1), prices)).isEqualTo(new BigDecimal("0.000000187500"));
    }

    @Test
    void aTierReplacesThePricesOfTheWholeRequestAboveItsThreshold() {
        Tier tier = new Tier(1000, prices("8", null, null, null, null, null, null, null));
        Prices prices = new Prices(prices("4", "20", null, null, null, null, null, null), List.of(tier));

        assertThat(Cost.of(TokenUsage.of(1000, 10), prices)).isEqualByComparingTo("0.0042");
        assertThat(Cost.of(TokenUsage.of(1001, 10), prices)).isEqualByComparingTo("0.008208");
    }

    @Test
    void unpricedIsNeverFree() {
        Prices onlyInput = new Prices(prices("1", null, null, null, null, null, null, null), List.of());

        assertThat(Cost.of(TokenUsage.of(1, 1), null)).isNull();
        assertThat(Cost.of(TokenUsage.of(1, 1), onlyInput)).isNull();
        assertThat(Cost.of(TokenUsage.of(1, 0), onlyInput)).isEqualByComparingTo("0.000001");
    }

    private static TokenPrices prices(@Nullable String... decimals) {
        BigDecimal[] parsed = new BigDecimal[decimals.length];
        for (int i = 0; i < decimals.length; i++) {
            String decimal = decimals[i];
            parsed[i] = decimal == null ? null : new BigDecimal(decimal);
        }
        return new TokenPrices(
                parsed[0], parsed[1], parsed[2], parsed[3], parsed[4], parsed[5], parsed[6], parsed[7], null, null);
    }
}
