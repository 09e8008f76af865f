package ai.qnp.ee.admin;

import static java.util.stream.Collectors.joining;

import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;

/** Tells people which providers there are. */
final class ProviderNames {
    private ProviderNames() {}

    static String unknown(String wanted, Platform platform) {
        String known = platform.providers().stream().map(PlatformProvider::id).collect(joining(", "));
        return "There is no provider '" + wanted + "'. This installation has: " + known + ".";
    }
}
