package ai.qnp.core.provider.google;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a model is asked: Google names it in the path. */
final class ModelPath {
    private static final String MODELS = "models/";
    private static final String TUNED = "tunedModels/";

    private ModelPath() {}

    /** The path of a method, {@code generateContent} for example. A name can't lead out of its place in the path. */
    static String of(String model, String method) {
        String resource = resource(model);
        int slash = resource.indexOf('/') + 1;
        String name = URLEncoder.encode(resource.substring(slash), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return "/" + resource.substring(0, slash) + name + ":" + method;
    }

    /** The model as Google's bodies name it. */
    static String resource(String model) {
        return model.startsWith(MODELS) || model.startsWith(TUNED) ? model : MODELS + model;
    }

    /** The name without the folder that Google's lists and answers put before it. */
    static String slug(String resource) {
        return resource.startsWith(MODELS) ? resource.substring(MODELS.length()) : resource;
    }
}
