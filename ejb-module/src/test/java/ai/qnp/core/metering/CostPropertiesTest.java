package ai.qnp.core.metering;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.Tariff;
import ai.qnp.core.catalogue.TokenKind;
import ai.qnp.core.catalogue.TokenPrices;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CostPropertiesTest {
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
    private static final BigDecimal ONE_TOKEN = new BigDecimal("7.5");

    /** One token of each part, as an honest vendor would count it. */
    private static final List<TokenUsage> ONE_MORE = List.of(
            TokenUsage.of(1, 0),
            TokenUsage.of(1, 0).with(TokenPart.CACHED, 1),
            TokenUsage.of(1, 0).with(TokenPart.CACHE_WRITE, 1),
            TokenUsage.of(1, 0).with(TokenPart.CACHE_WRITE, 1).with(TokenPart.LONG_CACHE_WRITE, 1),
            TokenUsage.of(1, 0).with(TokenPart.AUDIO_PROMPT, 1),
            TokenUsage.of(1, 0).with(TokenPart.IMAGE_PROMPT, 1),
            TokenUsage.of(1, 0).with(TokenPart.VIDEO_PROMPT, 1),
            TokenUsage.of(1, 0)
                    .with(TokenPart.CACHED, 1)
                    .with(TokenPart.AUDIO_PROMPT, 1)
                    .with(TokenPart.CACHED_AUDIO, 1),
            TokenUsage.of(0, 1),
            TokenUsage.of(0, 1).with(TokenPart.REASONING, 1),
            TokenUsage.of(0, 1).with(TokenPart.AUDIO_COMPLETION, 1),
            TokenUsage.of(0, 1).with(TokenPart.IMAGE_COMPLETION, 1),
            TokenUsage.NONE.with(TokenPart.CITATION, 1));

    @Property
    void whereEveryKindCostsTheSameTheCostIsThatOfTheTokensHoweverTheyAreSplit(@ForAll("anyCounts") TokenUsage usage) {
        BigDecimal tokens =
                BigDecimal.valueOf(usage.promptTokens() + usage.completionTokens() + usage.of(TokenPart.CITATION));

        assertThat(Cost.of(usage, flat(), AT))
                .isEqualByComparingTo(tokens.multiply(ONE_TOKEN).movePointLeft(6));
    }

    @Property
    void aTokenMoreNeverCostsLess(
            @ForAll("honestCounts") TokenUsage usage, @ForAll("prices") Prices prices, @ForAll("one") TokenUsage more) {
        assertThat(Cost.of(usage.plus(more), prices, AT))
                .isGreaterThanOrEqualTo(Objects.requireNonNull(Cost.of(usage, prices, AT)));
    }

    /** Costs as they are recorded, summed as a balance sums them, against whole numbers that can't drift. */
    @Example
    void aMillionEntriesSumToWhatWasRecorded() {
        Random random = new Random(42);
        Prices prices = new Prices(TokenPrices.of(new BigDecimal("0.0375"), new BigDecimal("0.1234567")), List.of());
        BigDecimal sum = BigDecimal.ZERO.setScale(Cost.SCALE);
        BigInteger units = BigInteger.ZERO;
        for (int i = 0; i < 1_000_000; i++) {
            TokenUsage usage = TokenUsage.of(random.nextInt(100_000), random.nextInt(10_000));
            BigDecimal cost = Objects.requireNonNull(Cost.of(usage, prices, AT));
            sum = sum.add(cost);
            units = units.add(cost.unscaledValue());
        }

        assertThat(sum.scale()).isEqualTo(Cost.SCALE);
        assertThat(sum.unscaledValue()).isEqualTo(units);
    }

    /** Seven decimals a million are thirteen a token: rounding is by half of the last digit at most, never one way only. */
    @Example
    void roundingIsByHalfOfTheLastDigitAtMost() {
        BigDecimal half = new BigDecimal("0.5").movePointLeft(Cost.SCALE);
        Random random = new Random(42);
        BigDecimal output = new BigDecimal("0.1234567");
        for (int i = 0; i < 10_000; i++) {
            long tokens = random.nextInt(10_000);
            Prices prices = new Prices(TokenPrices.of(BigDecimal.ONE, output), List.of());
            BigDecimal exact = output.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);

            BigDecimal cost = Objects.requireNonNull(Cost.of(TokenUsage.of(0, tokens), prices, AT));

            assertThat(cost.subtract(exact).abs()).isLessThanOrEqualTo(half);
        }
    }

    @Provide
    Arbitrary<TokenUsage> anyCounts() {
        Arbitrary<Long> count = Arbitraries.longs().between(0, 2_000);
        return Combinators.combine(
                        count, count, Arbitraries.maps(Arbitraries.of(TokenPart.class), count.filter(n -> n > 0)))
                .as((prompt, completion, parts) -> new TokenUsage(prompt, completion, parts, Terms.NONE, false));
    }

    @Provide
    Arbitrary<TokenUsage> honestCounts() {
        return one().list().ofMaxSize(60).map(all -> all.stream().reduce(TokenUsage.NONE, TokenUsage::plus));
    }

    @Provide
    Arbitrary<TokenUsage> one() {
        return Arbitraries.of(ONE_MORE);
    }

    /** With a tier that never costs less, as vendors' tiers are. */
    @Provide
    Arbitrary<Prices> prices() {
        Arbitrary<BigDecimal> price = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(200))
                .ofScale(4);
        return price.list().ofSize(TokenKind.values().length).map(all -> {
            Map<TokenKind, BigDecimal> base = new EnumMap<>(TokenKind.class);
            Map<TokenKind, BigDecimal> higher = new EnumMap<>(TokenKind.class);
            for (TokenKind kind : TokenKind.values()) {
                base.put(kind, all.get(base.size()));
                higher.put(kind, all.get(higher.size()).multiply(BigDecimal.TWO));
            }
            return new Prices(new TokenPrices(base), List.of(new Tariff.Tier(20, new TokenPrices(higher))));
        });
    }

    private static Prices flat() {
        return new Prices(
                new TokenPrices(
                        Map.of(TokenKind.INPUT, ONE_TOKEN, TokenKind.OUTPUT, ONE_TOKEN, TokenKind.CITATION, ONE_TOKEN)),
                List.of());
    }
}
