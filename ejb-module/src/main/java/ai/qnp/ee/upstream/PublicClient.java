package ai.qnp.ee.upstream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** An HTTP client for servers that nobody here knows. */
final class PublicClient {
    private PublicClient() {}

    static CloseableHttpClient of(UpstreamSettings settings, PublicHosts hosts) {
        return HttpClients.custom()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                // what nobody unpacks can't be a bomb
                .disableContentCompression()
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.of(EngineConnections.LONGEST_IDLE))
                .setDefaultRequestConfig(waiting(settings, settings.idleTimeout()))
                .setConnectionManager(connections(settings, hosts))
                .build();
    }

    /** What holds for a request that waits no longer than that between two reads. */
    static RequestConfig waiting(UpstreamSettings settings, Duration idle) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(settings.connectTimeout()))
                .setResponseTimeout(Timeout.of(idle))
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(UpstreamSettings settings, PublicHosts hosts) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(hosts)
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(EngineConnections.MAX_HEADERS)
                                .setMaxLineLength(EngineConnections.MAX_HEADER_CHARACTERS)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setSocketTimeout(Timeout.of(settings.idleTimeout()))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(EngineConnections.TRUSTED_IDLE_MS))
                        .setTimeToLive(1, TimeUnit.MINUTES)
                        .build())
                .build();
    }
}
