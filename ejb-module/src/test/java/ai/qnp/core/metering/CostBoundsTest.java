package ai.qnp.core.metering;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.Tariff;
import ai.qnp.core.catalogue.TokenPrices;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class CostBoundsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Prices PRICES = new Prices(
            TokenPrices.of(new BigDecimal("3"), new BigDecimal("15")),
            List.of(new Tariff.Tier(500, TokenPrices.of(new BigDecimal("6"), new BigDecimal("22.5")))));
    private static final Model MODEL =
            new Model("alpha", "m", Model.Mode.CHAT, 200_000L, 8_000L, Set.of("text"), Map.of(), PRICES, null);

    /** A token has at least one byte of the prompt, and there are no more of the answer than allowed. */
    @Property(tries = 300)
    void noUsageThatARequestAllowsCostsMoreThanItsBound(
            @ForAll @StringLength(max = 400) String prompt,
            @ForAll @IntRange(min = 1, max = 9_000) int cap,
            @ForAll @IntRange(min = 0, max = 100) int promptPercent,
            @ForAll @IntRange(min = 0, max = 100) int answerPercent) {
        ChatRequest request = request(prompt, ",\"max_tokens\":" + cap);
        CostBound bound = Objects.requireNonNull(CostBounds.of(request, MODEL, PRICES));
        long bytes = prompt.getBytes(StandardCharsets.UTF_8).length + 20L;
        TokenUsage usage =
                TokenUsage.of(bytes * promptPercent / 100, Math.min(cap, 8_000) * (long) answerPercent / 100);

        assertThat(Cost.of(usage, PRICES, NOON)).isLessThanOrEqualTo(bound.total());
    }

    @Test
    void anOverLargeCapReservesNoMoreThanTheModelCanGive() {
        CostBound asked =
                Objects.requireNonNull(CostBounds.of(request("Hi", ",\"max_tokens\":99999999"), MODEL, PRICES));
        CostBound none = Objects.requireNonNull(CostBounds.of(request("Hi", ""), MODEL, PRICES));

        assertThat(asked.outputTokens()).isEqualTo(8_000);
        assertThat(none.outputTokens()).isEqualTo(8_000);
    }

    @Test
    void everyChoiceCanBeAsLongAsTheCap() {
        CostBound one = Objects.requireNonNull(CostBounds.of(request("Hi", ",\"max_tokens\":100"), MODEL, PRICES));
        CostBound four =
                Objects.requireNonNull(CostBounds.of(request("Hi", ",\"max_tokens\":100,\"n\":4"), MODEL, PRICES));

        assertThat(four.perOutputToken())
                .isEqualByComparingTo(one.perOutputToken().multiply(BigDecimal.valueOf(4)));
    }

    @Property
    void whatAnAmountPaysForCostsNoMoreThanTheAmount(@ForAll @IntRange(min = 0, max = 200_000) int millionths) {
        CostBound bound = Objects.requireNonNull(CostBounds.of(request("Hello", ""), MODEL, PRICES));
        BigDecimal amount = BigDecimal.valueOf(millionths, 6);

        long tokens = bound.outputTokensFor(amount);

        if (amount.compareTo(bound.fixed()) >= 0) {
            assertThat(bound.withOutput(tokens)).isLessThanOrEqualTo(amount.max(bound.withOutput(0)));
            assertThat(tokens == bound.outputTokens()
                            || bound.withOutput(tokens + 1).compareTo(amount) > 0)
                    .isTrue();
        } else {
            assertThat(tokens).isZero();
        }
    }

    @Test
    void whatHasNoPriceHasNoBound() {
        assertThat(CostBounds.of(request("Hi", ""), MODEL, null)).isNull();
    }

    private static ChatRequest request(String prompt, String more) {
        String text = "{\"model\":\"m\"" + more + ",\"messages\":[{\"role\":\"user\",\"content\":"
                + JsonNodeFactory.instance.stringNode(prompt) + "}]}";
        return switch (ChatRequestReader.read(JsonText.of(text))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest request) -> request;
            case ReadRequest.Rejected<ChatRequest> rejected ->
                throw new AssertionError(rejected.error().message());
        };
    }
}
