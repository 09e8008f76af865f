package ai.qnp.core.provider.google;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's size in Google's words, which knows shapes and three resolutions instead of pixels.
 *
 * @param aspectRatio {@code 16:9} for example
 * @param resolution {@code 1K}, {@code 2K} or {@code 4K}, by the longer side
 */
record ImageShape(String aspectRatio, String resolution) {
    static final List<String> OF_IMAGEN = List.of("1:1", "3:4", "4:3", "9:16", "16:9");
    static final List<String> OF_GEMINI =
            List.of("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
    /** 1792x1024, which OpenAI calls wide, is 16:9 but for 1.6 %. */
    private static final double TOLERANCE = 0.02;

    /** The shape of a size; null when the model has none that comes close. */
    static @Nullable ImageShape of(String size, List<String> ratios) {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            return null;
        }
        int width = Integer.parseInt(matcher.group(1));
        int height = Integer.parseInt(matcher.group(2));
        if (width == 0 || height == 0) {
            return null;
        }
        int longer = Math.max(width, height);
        String resolution = longer < 2048 ? "1K" : longer < 4096 ? "2K" : "4K";
        return ratios.stream()
                .filter(ratio -> Math.abs((double) width / height / value(ratio) - 1) < TOLERANCE)
                .findFirst()
                .map(ratio -> new ImageShape(ratio, resolution))
                .orElse(null);
    }

    private static double value(String ratio) {
        int colon = ratio.indexOf(':');
        return Double.parseDouble(ratio.substring(0, colon)) / Double.parseDouble(ratio.substring(colon + 1));
    }
}
