package ai.qnp.ee.signin;

import org.jspecify.annotations.Nullable;

/**
 * Somebody has shown who they are.
 *
 * @param next where they wanted to go
 */
public record Entered(
        String accountId, SignInMethod method, @Nullable String next) {}
