package ai.qnp.core.metering;

import ai.qnp.core.catalogue.HighestPrices;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.TokenKind;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.ModelRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** How often a provider runs a tool of its own in one request, at most, as far as anybody can tell before. */
    private static final BigDecimal TOOL_RUNS = BigDecimal.TEN;

    /** Fields that ask for a dearer service: whoever names one may get the dearest. */
    private static final List<String> ASKS_FOR_MORE =
            List.of("\"service_tier\"", "\"speed\"", "\"inference_geo\"", "\"region\"");

    private CostBounds() {}

    /**
     * The bound.
     *
     * @param model what the catalogue knows; null when it has no such model
     * @param prices the model's; null when it has none
     * @return null when the model, or what the request uses of it, has no price
     */
    public static @Nullable CostBound of(ModelRequest request, @Nullable Model model, @Nullable Prices prices) {
        if (prices == null) {
            return null;
        }
        return switch (request) {
            case ChatRequest chat -> chat(chat, model, prices);
            case EmbeddingsRequest embeddings -> {
                BigDecimal input =
                        prices.highest(Set.of(), Set.of()).perMillion().get(TokenKind.INPUT);
                yield input == null ? null : fixed(times(bytes(embeddings.promptCharacters()), input));
            }
            case ImagesRequest images -> fixed(images(images, prices.highest(Set.of(), Set.of())));
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

    private static @Nullable CostBound chat(ChatRequest request, @Nullable Model model, Prices prices) {
        String body = new String(request.body().utf8(), StandardCharsets.ISO_8859_1);
        HighestPrices highest = asksForMore(body) ? prices.highest() : prices.highest(Set.of(), Set.of());
        BigDecimal input = highest(highest, promptKinds(request));
        BigDecimal output = highest(highest, answerKinds(request));
        if (input == null || output == null) {
            return null;
        }
        long promptTokens = promptTokens(request);
        Long window = model == null ? null : model.contextWindow();
        if (window != null) {
            promptTokens = Math.min(promptTokens, window);
        }
        return new CostBound(
                times(promptTokens, input).add(fees(body, highest)),
                output.movePointLeft(6).multiply(BigDecimal.valueOf(request.choices())),
                outputTokens(request, model),
                promptTokens,
                input.movePointLeft(6));
    }

    private static boolean asksForMore(String body) {
        for (String field : ASKS_FOR_MORE) {
            if (body.contains(field)) {
                return true;
            }
        }
        return false;
    }

    private static Set<TokenKind> promptKinds(ChatRequest request) {
        Set<TokenKind> kinds = EnumSet.of(TokenKind.INPUT, TokenKind.CACHE_WRITE);
        if (request.fields().bringsProviderContent()) {
            kinds.add(TokenKind.LONG_CACHE_WRITE);
        }
        if (request.images() > 0) {
            kinds.add(TokenKind.IMAGE_INPUT);
        }
        if (request.features().contains(Feature.AUDIO)) {
            kinds.add(TokenKind.AUDIO_INPUT);
        }
        if (request.features().contains(Feature.FILES)) {
            kinds.addAll(Set.of(TokenKind.AUDIO_INPUT, TokenKind.VIDEO_INPUT, TokenKind.IMAGE_INPUT));
        }
        return kinds;
    }

    private static Set<TokenKind> answerKinds(ChatRequest request) {
        Set<TokenKind> kinds = EnumSet.of(TokenKind.OUTPUT, TokenKind.REASONING_OUTPUT);
        if (request.features().contains(Feature.AUDIO)) {
            kinds.add(TokenKind.AUDIO_OUTPUT);
        }
        return kinds;
    }

    private static BigDecimal fees(String body, HighestPrices highest) {
        BigDecimal dearest = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> tool : highest.perToolCall().entrySet()) {
            if (body.contains(tool.getKey())) {
                dearest = dearest.max(tool.getValue());
            }
        }
        return dearest.multiply(TOOL_RUNS).add(highest.perRequest());
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

    private static @Nullable BigDecimal images(ImagesRequest request, HighestPrices highest) {
        BigDecimal byPiece = highest.perImage();
        BigDecimal input = highest.perMillion().get(TokenKind.INPUT);
        BigDecimal output = highest(highest, EnumSet.of(TokenKind.OUTPUT, TokenKind.IMAGE_OUTPUT));
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

    private static @Nullable BigDecimal highest(HighestPrices prices, Set<TokenKind> kinds) {
        BigDecimal highest = null;
        for (TokenKind kind : kinds) {
            BigDecimal price = prices.perMillion().get(kind);
            if (price != null && (highest == null || price.compareTo(highest) > 0)) {
                highest = price;
            }
        }
        return highest;
    }

    private static @Nullable CostBound fixed(@Nullable BigDecimal amount) {
        return amount == null ? null : new CostBound(amount, BigDecimal.ZERO, 0, 0, BigDecimal.ZERO);
    }

    private static BigDecimal times(long tokens, BigDecimal perMillion) {
        return perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
    }
}
