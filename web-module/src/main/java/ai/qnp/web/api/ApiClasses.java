package ai.qnp.web.api;

import java.util.Set;

/** What each of the API's prefixes serves: the same. */
final class ApiClasses {
    static final Set<Class<?>> ALL = Set.of(
            RelayResource.class,
            ModelsResource.class,
            EveryThrowable.class,
            RequestIdFilter.class,
            BrowserFilter.class);

    private ApiClasses() {}
}
