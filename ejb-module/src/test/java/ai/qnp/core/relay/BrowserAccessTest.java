package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.access.Permission;
import ai.qnp.core.access.ReferrerPattern;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserAccessTest {
    private static final String SITE = "https://app.example.com";

    private final Map<String, Grant> grants = new HashMap<>();
    private boolean storeIsAway;
    private int lookUps;
    private final BrowserAccess access = new BrowserAccess(this::find, origin -> {
        lookUps++;
        return origin.host().equals("app.example.com");
    });

    @Test
    void aPreflightFromAListedSiteIsGrantedWithTheHeadersItNames() {
        Map<String, String> headers = access.preflight(SITE, "authorization, content-type,x-stainless-lang");

        assertThat(headers)
                .containsEntry("access-control-allow-origin", SITE)
                .containsEntry("access-control-allow-methods", "GET, POST")
                .containsEntry("access-control-allow-headers", "authorization, content-type,x-stainless-lang")
                .containsKey("access-control-max-age")
                .doesNotContainKey("access-control-allow-credentials");
        assertThat(headers.get("vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil-example.com", "https://app.example.com.evil.net", "null", "no origin at all"})
    void aPreflightFromElsewhereIsToldNothing(String origin) {
        assertThat(access.preflight(origin, "authorization")).containsOnlyKeys("vary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x\r\nset-cookie: a", "a,,b", ",", ""})
    void whatIsNoListOfHeadersIsNotRepeated(String requested) {
        assertThat(access.preflight(SITE, requested)).doesNotContainKey("access-control-allow-headers");
    }

    @Test
    void anAnswerMayBeReadByThePageWhoseSiteTheKeyLists() {
        String key = key("*.example.com");

        Map<String, String> headers = access.answer(
                key, SITE, List.of("Content-Type", "X-QNP-Provider", "x-ratelimit-limit-requests", "Retry-After"));

        assertThat(headers)
                .containsEntry("access-control-allow-origin", SITE)
                .containsEntry("vary", "Origin")
                .containsEntry(
                        "access-control-expose-headers",
                        "retry-after, x-qnp-provider, x-ratelimit-limit-requests, x-request-id")
                .doesNotContainKey("access-control-allow-credentials");
        assertThat(lookUps).as("another key's site is no reason").isZero();
    }

    @Test
    void noOtherKeyOpensAnything() {
        String listed = key("other.example");
        String unlisted = key();
        String unknown = KeyText.generate(count -> new byte[count]).reveal();

        for (String key : new String[] {listed, unlisted, unknown, "qnp-nonsense", null}) {
            assertThat(access.answer(key, SITE, List.of())).containsOnlyKeys("vary");
        }
    }

    @Test
    void aRevokedKeysPageMayReadThatItWasRevoked() {
        String key = key("*.example.com");
        grants.replaceAll((hash, grant) -> grant(List.of("*.example.com"), Instant.EPOCH));

        assertThat(access.answer(key, SITE, List.of())).containsEntry("access-control-allow-origin", SITE);
    }

    @Test
    void nothingIsOpenWhileTheStoreIsAway() {
        String key = key("*.example.com");
        storeIsAway = true;

        assertThat(access.answer(key, SITE, List.of())).containsOnlyKeys("vary");
    }

    private Grants.Lookup find(String hash) {
        if (storeIsAway) {
            return new Grants.Lookup.Unavailable();
        }
        Grant grant = grants.get(hash);
        return grant == null ? new Grants.Lookup.Unknown() : new Grants.Lookup.Found(grant);
    }

    private String key(String... referrers) {
        int number = grants.size() + 1;
        KeyText text = KeyText.generate(count -> {
            byte[] bytes = new byte[count];
            bytes[0] = (byte) number;
            return bytes;
        });
        grants.put(text.hash(), grant(List.of(referrers)));
        return text.reveal();
    }

    private static Grant grant(List<String> referrers) {
        return grant(referrers, null);
    }

    private static Grant grant(List<String> referrers, @Nullable Instant revokedAt) {
        List<ReferrerPattern> patterns =
                referrers.stream().map(ReferrerPattern::parse).toList();
        Scope scope = new Scope(Set.of(Permission.CHAT), List.of(), patterns, null, revokedAt);
        return new Grant("key_1", "acc_1", scope, List.of(), Map.of(), Spending.UNLIMITED);
    }
}
