package ai.qnp.ee.files;

import ai.qnp.core.access.ReachableAddresses;
import ai.qnp.core.provider.FetchedFile;
import ai.qnp.core.relay.RemoteFiles;
import ai.qnp.ee.upstream.PublicHosts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Fetches by HTTP, from public hosts only. Sends no cookie and no credential. */
public final class PublicFiles implements RemoteFiles, AutoCloseable {
    private static final int MAX_REDIRECTS = 3;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final TimeValue IDLE = TimeValue.ofSeconds(20);

    private final FileSettings settings;
    private final CloseableHttpClient client;

    /** Keeps its connections as long as it lives. */
    public PublicFiles(FileSettings settings) {
        this.settings = settings;
        Timeout limit = Timeout.of(settings.limit());
        this.client = HttpClients.custom()
                .setUserAgent("qnp")
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .evictExpiredConnections()
                .evictIdleConnections(IDLE)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(limit)
                        .setMaxRedirects(MAX_REDIRECTS)
                        .build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new PublicHosts(new ReachableAddresses(settings.allowed())))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(limit)
                                .setSocketTimeout(limit)
                                .setTimeToLive(1, TimeUnit.MINUTES)
                                .build())
                        .build())
                .build();
    }

    @Override
    public Fetched fetch(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException notAnAddress) {
            return new Fetched.Refused("it is no valid address");
        }
        if (uri.getHost() == null || uri.getUserInfo() != null) {
            return new Fetched.Refused("it is no address of a file on a web server");
        }
        try {
            return client.execute(new HttpGet(uri), this::read);
        } catch (PublicHosts.NotPublic inside) {
            return new Fetched.Refused("its host is not on the public Internet");
        } catch (IOException | RuntimeException unreachable) {
            // what exactly happened may tell about the network behind
            return new Fetched.Refused("it can't be reached");
        }
    }

    private Fetched read(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200) {
            return new Fetched.Refused("its server answers with status " + response.getCode());
        }
        HttpEntity entity = response.getEntity();
        String mediaType = entity == null ? "" : mediaType(entity.getContentType());
        if (entity == null || mediaType.isEmpty()) {
            return new Fetched.Refused("its server does not say of which type it is");
        }
        long deadline = System.nanoTime() + settings.limit().toNanos();
        byte[] bytes = bytes(entity.getContent(), deadline);
        return bytes.length > settings.maxBytes()
                ? new Fetched.Refused("it is larger than " + settings.maxBytes() + " bytes")
                : new Fetched.Complete(
                        new FetchedFile(mediaType, Base64.getEncoder().encodeToString(bytes)));
    }

    /** What was unpacked counts, so a small file that unpacks into a huge one is cut off as well. */
    private byte[] bytes(InputStream in, long deadline) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0 && bytes.size() <= settings.maxBytes(); read = in.read(buffer)) {
            bytes.write(buffer, 0, read);
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the file comes too slowly");
            }
        }
        return bytes.toByteArray();
    }

    private static String mediaType(@Nullable String header) {
        if (header == null) {
            return "";
        }
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
