package ai.qnp.ee.admin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.sage.Intent;
import ai.qnp.core.routing.sage.PreferredModel;
import ai.qnp.core.routing.sage.SageTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a table of preferred models must be like before it is stored. */
final class SageRules {
    private static final int MAX_MODELS = 30;
    private static final int MAX_MODEL_LENGTH = 200;

    private SageRules() {}

    /**
     * The table.
     *
     * @param wanted models, as {@code provider/slug}, by the intent's name
     */
    static Answer<SageTable> read(Map<String, List<String>> wanted, Platform platform) {
        Map<Intent, List<PreferredModel>> preferred = new EnumMap<>(Intent.class);
        for (Map.Entry<String, List<String>> entry : wanted.entrySet()) {
            String param = "intents." + entry.getKey();
            Intent intent = Intent.named(entry.getKey());
            if (intent == null) {
                return refused("There is no intent '" + entry.getKey() + "'. There are: " + intents() + ".", param);
            }
            switch (models(entry.getValue(), param, platform)) {
                case Answer.Refused<List<PreferredModel>> refused -> {
                    return new Answer.Refused<>(refused.error());
                }
                case Answer.Done<List<PreferredModel>> done -> preferred.put(intent, done.value());
            }
        }
        return new Answer.Done<>(new SageTable(preferred));
    }

    private static Answer<List<PreferredModel>> models(List<String> names, String param, Platform platform) {
        if (names.size() > MAX_MODELS) {
            return refused("An intent can have at most " + MAX_MODELS + " models.", param);
        }
        List<PreferredModel> models = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String place = param + "[" + i + "]";
            if (!Texts.isShortLine(names.get(i), MAX_MODEL_LENGTH)) {
                return refused("A model must be one line of at most " + MAX_MODEL_LENGTH + " characters.", place);
            }
            try {
                models.add(PreferredModel.parse(names.get(i)));
            } catch (IllegalArgumentException malformed) {
                return refused(malformed.getMessage() + ".", place);
            }
            String provider = models.getLast().provider();
            if (platform.provider(provider) == null) {
                return new Answer.Refused<>(
                        ApiError.invalid("unknown_provider", ProviderNames.unknown(provider, platform), place));
            }
        }
        return new LinkedHashSet<>(models).size() == models.size()
                ? new Answer.Done<>(models)
                : refused("A model is listed twice.", param);
    }

    private static String intents() {
        return Arrays.stream(Intent.values()).map(Intent::wireName).collect(Collectors.joining(", "));
    }

    private static <T> Answer<T> refused(String message, String param) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", message, param));
    }
}
