package ai.qnp.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.ApiError;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void admitsAKeyWithoutRestrictions() {
        assertThat(refusal(scope(List.of(), List.of(), null, null), null, null)).isNull();
    }

    @Test
    void refusesARevokedKeyFromTheMomentOfItsRevocation() {
        assertThat(code(refusal(scope(List.of(), List.of(), null, NOW), null, null)))
                .isEqualTo("revoked_api_key");
        assertThat(refusal(scope(List.of(), List.of(), null, NOW.plusNanos(1)), null, null))
                .isNull();
    }

    @Test
    void refusesAnExpiredKey() {
        assertThat(code(refusal(scope(List.of(), List.of(), NOW, null), null, null)))
                .isEqualTo("expired_api_key");
    }

    @Test
    void refusesAnEndpointTheKeyHasNoPermissionFor() {
        Scope embeddingsOnly = Scope.of(Set.of(Permission.EMBEDDINGS));

        assertThat(code(refusal(embeddingsOnly, null, null))).isEqualTo("permission_denied");
    }

    @Test
    void refusesAnAddressOutsideTheList() {
        assertThat(code(refusal(scope(List.of("10.0.0.0/8"), List.of(), null, null), null, null)))
                .isEqualTo("ip_not_allowed");
        assertThat(refusal(scope(List.of("203.0.113.7"), List.of(), null, null), null, null))
                .isNull();
    }

    @Test
    void anOwnerMayBeAnywhereButDoNoMoreThanTheKey() {
        Scope elsewhere = scope(List.of("10.0.0.0/8"), List.of("example.com"), null, null);

        assertThat(Admission.refusal(elsewhere, Permission.CHAT, NOW)).isNull();
        assertThat(code(Admission.refusal(scope(List.of(), List.of(), null, NOW), Permission.CHAT, NOW)))
                .isEqualTo("revoked_api_key");
    }

    @Test
    void aReferrerListNeedsOneOfItsHosts() {
        Scope scope = scope(List.of(), List.of("example.com", "*.example.org"), null, null);

        assertThat(refusal(scope, "https://example.com", null)).isNull();
        assertThat(refusal(scope, null, "https://app.example.org/page?x=1")).isNull();
        assertThat(code(refusal(scope, null, null))).isEqualTo("referrer_not_allowed");
        assertThat(code(refusal(scope, "https://evil-example.com", null))).isEqualTo("referrer_not_allowed");
        assertThat(code(refusal(scope, "https://example.com.evil.net", null))).isEqualTo("referrer_not_allowed");
        assertThat(code(refusal(scope, "https://example.org", null))).isEqualTo("referrer_not_allowed");
        assertThat(code(refusal(scope, "https://evil.net", "https://example.com/")))
                .isEqualTo("referrer_not_allowed");
    }

    private static @Nullable ApiError refusal(Scope scope, @Nullable String origin, @Nullable String referer) {
        return Admission.refusal(scope, Permission.CHAT, "203.0.113.7", origin, referer, NOW);
    }

    private static @Nullable String code(@Nullable ApiError error) {
        return error == null ? null : error.code();
    }

    private static Scope scope(
            List<String> ips, List<String> referrers, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {
        return new Scope(
                EnumSet.allOf(Permission.class),
                ips.stream().map(AddressRange::parse).toList(),
                referrers.stream().map(ReferrerPattern::parse).toList(),
                expiresAt,
                revokedAt);
    }
}
