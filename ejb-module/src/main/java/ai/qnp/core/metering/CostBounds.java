package ai.qnp.core.metering;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.Prices.TokenPrices;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.ModelRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Works out the most that a request can cost, before it is asked of anybody. No tokenizer makes more tokens of a text
 * than it has bytes, so its bytes bound the prompt; pictures count by {@link #IMAGE_TOKENS}.
 */
public final class CostBounds {
    /** What a vendor puts around the messages, and what it adds to tell the model of its tools. */
    private static final long OVERHEAD_TOKENS = 64;

    private static final long TOOLS_OVERHEAD_TOKENS = 800;
    private static final int MAX_BYTES_PER_CHARACTER = 3;

    /** More than the vendors make of a picture, save for small models that count them several times over. */
    private static final long IMAGE_TOKENS = 5_000;

    /** The output of a generated image where it is priced by tokens: more than the largest of high quality. */
    private static final long MADE_IMAGE_TOKENS = 10_000;

    /** Where nobody says how long an answer can be. */
    private static final long UNKNOWN_OUTPUT_TOKENS = 16_384;

    private CostBounds() {}

    /**
     * The bound.
     *
     * @param model what the catalogue knows; null when it has no such model
     * @return null when the model, or what the request uses of it, has no price
     */
    public static @Nullable CostBound of(ModelRequest request, @Nullable Model model) {
        Prices prices = model == null ? null : model.prices();
        if (model == null || prices == null) {
            return null;
        }
        return switch (request) {
            case ChatRequest chat -> chat(chat, model, prices);
            case EmbeddingsRequest embeddings -> {
                BigDecimal input = highestInput(prices, Long.MAX_VALUE, false);
                yield input == null ? null : fixed(times(bytes(embeddings.promptCharacters()), input));
            }
            case ImagesRequest images -> fixed(images(images, prices));
        };
    }

    /** How many tokens each choice can have: the client's cap, no more than what the model can give. */
    public static long outputTokens(ModelRequest request, @Nullable Model model) {
        if (!(request instanceof ChatRequest chat)) {
            return 0;
        }
        Long most = model == null ? null : model.maxOutputTokens();
        Long cap = chat.maxOutputTokens();
        if (cap == null) {
            return most == null ? UNKNOWN_OUTPUT_TOKENS : most;
        }
        return most == null ? cap : Math.min(cap, most);
    }

    private static @Nullable CostBound chat(ChatRequest request, Model model, Prices prices) {
        long promptTokens = promptTokens(request);
        Long window = model.contextWindow();
        if (window != null) {
            promptTokens = Math.min(promptTokens, window);
        }
        BigDecimal input = highestInput(prices, promptTokens, request.fields().bringsProviderContent());
        BigDecimal output = highest(
                prices,
                promptTokens,
                List.of(TokenPrices::output, TokenPrices::reasoningOutput, TokenPrices::audioOutput));
        if (input == null || output == null) {
            return null;
        }
        return new CostBound(
                times(promptTokens, input),
                output.movePointLeft(6).multiply(BigDecimal.valueOf(request.choices())),
                outputTokens(request, model),
                promptTokens,
                input.movePointLeft(6));
    }

    private static long promptTokens(ChatRequest request) {
        long body = request.body().utf8().length;
        boolean opaque =
                request.features().contains(Feature.FILES) || request.features().contains(Feature.AUDIO);
        long text = opaque ? body : Math.min(body, bytes(request.promptCharacters()));
        long tools = request.features().contains(Feature.TOOLS) ? TOOLS_OVERHEAD_TOKENS : 0;
        return OVERHEAD_TOKENS + tools + text + IMAGE_TOKENS * request.images();
    }

    private static long bytes(long characters) {
        return OVERHEAD_TOKENS + MAX_BYTES_PER_CHARACTER * characters;
    }

    private static @Nullable BigDecimal images(ImagesRequest request, Prices prices) {
        BigDecimal byPiece = prices.perImage().values().stream()
                .flatMap(bySize -> bySize.values().stream())
                .max(BigDecimal::compareTo)
                .orElse(null);
        BigDecimal input = highestInput(prices, 0, false);
        BigDecimal output = highest(prices, 0, List.of(TokenPrices::output, TokenPrices::imageOutput));
        BigDecimal byTokens = input == null || output == null
                ? null
                : times(bytes(request.promptCharacters()), input)
                        .add(times(MADE_IMAGE_TOKENS * request.count(), output));
        BigDecimal pieces = byPiece == null ? null : byPiece.multiply(BigDecimal.valueOf(request.count()));
        return Stream.of(pieces, byTokens)
                .filter(Objects::nonNull)
                .max(BigDecimal::compareTo)
                .orElse(null);
    }

    private static @Nullable BigDecimal highestInput(Prices prices, long promptTokens, boolean writesLongCaches) {
        List<Function<TokenPrices, @Nullable BigDecimal>> kinds = new ArrayList<>(
                List.of(TokenPrices::input, TokenPrices::cacheWrite, TokenPrices::audioInput, TokenPrices::imageInput));
        if (writesLongCaches) {
            kinds.add(TokenPrices::longCacheWrite);
        }
        return highest(prices, promptTokens, kinds);
    }

    /** The highest price of some kinds, in the tiers that a prompt of that length can come to. */
    private static @Nullable BigDecimal highest(
            Prices prices, long promptTokens, List<Function<TokenPrices, @Nullable BigDecimal>> kinds) {
        Stream<TokenPrices> tiers = prices.tiers().stream()
                .filter(tier -> promptTokens > tier.thresholdTokens())
                .map(Prices.Tier::prices);
        return Stream.concat(Stream.of(prices.base()), tiers)
                .flatMap(tariff -> kinds.stream().map(kind -> kind.apply(tariff)))
                .filter(Objects::nonNull)
                .max(BigDecimal::compareTo)
                .orElse(null);
    }

    private static @Nullable CostBound fixed(@Nullable BigDecimal amount) {
        return amount == null ? null : new CostBound(amount, BigDecimal.ZERO, 0, 0, BigDecimal.ZERO);
    }

    private static BigDecimal times(long tokens, BigDecimal perMillion) {
        return perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
    }
}
