package ai.qnp.ee.admin;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set about this installation, as far as its administration needs it.
 *
 * @param dataDir {@code QNP_DATA_DIR}: where generated secrets and notes for the launcher stand
 * @param masterKey {@code QNP_MASTER_KEY}, base64 of 32 bytes; null when it is kept in the data dir
 * @param adminToken {@code QNP_ADMIN_TOKEN}; null when it is kept in the data dir
 * @param publicUrl where people reach this server, without a trailing slash: {@code QNP_PUBLIC_URL}, else
 *     {@code QNP_HOST} and {@code QNP_PORT}
 * @param accountsMaySetBaseUrl {@code qnp.credentials.allow-base-url}: whether others than the operator may point a
 *     credential at a server of their choice
 */
public record ServerSettings(
        Path dataDir,
        @Nullable String masterKey,
        @Nullable String adminToken,
        String publicUrl,
        boolean accountsMaySetBaseUrl) {
    /** Reads the settings by their names. An empty value counts as left out. */
    public static ServerSettings read(Function<String, Optional<String>> lookup) {
        Function<String, Optional<String>> setting = name -> lookup.apply(name).filter(value -> !value.isBlank());
        String host = setting.apply("QNP_HOST").orElse("127.0.0.1");
        String port = setting.apply("QNP_PORT").orElse("9080");
        return new ServerSettings(
                setting.apply("QNP_DATA_DIR")
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".qnp")),
                setting.apply("QNP_MASTER_KEY").orElse(null),
                setting.apply("QNP_ADMIN_TOKEN").map(String::strip).orElse(null),
                setting.apply("QNP_PUBLIC_URL")
                        .map(url -> url.replaceFirst("/+$", ""))
                        .orElseGet(() -> "http://" + reachable(host) + ":" + port),
                setting.apply("qnp.credentials.allow-base-url")
                        .map(Boolean::parseBoolean)
                        .orElse(false));
    }

    /** A server bound to every address is reached at a single one. */
    private static String reachable(String host) {
        return switch (host) {
            case "*", "0.0.0.0", "::" -> "127.0.0.1";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }
}
