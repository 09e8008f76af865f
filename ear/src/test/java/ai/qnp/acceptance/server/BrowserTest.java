package ai.qnp.acceptance.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class whose tests look at pages. They take the run's one {@link Chromium} as a parameter, and the {@link SignInSite} or
 * the {@link Gateway} that serves the pages. No page may complain during a test; whoever came in for a class leaves after
 * it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("once")
@Timeout(300)
@ExtendWith({GatewayExtension.class, BrowserExtension.class})
public @interface BrowserTest {}
