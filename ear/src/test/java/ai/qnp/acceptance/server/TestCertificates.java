package ai.qnp.acceptance.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates of our own: a CA that the gateway is told to trust, and one that nobody knows. */
public final class TestCertificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    private TestCertificates(Path folder) {
        this.folder = folder;
    }

    /** Makes them all in a folder. */
    public static TestCertificates make(Path folder) throws IOException, InterruptedException {
        var certificates = new TestCertificates(folder);
        certificates.keytool("ours", "ca", "CN=QNP Test CA", "-ext", "bc:c");
        certificates.keytool("ours", "good", "CN=localhost", "-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1");
        certificates.keytool("ours", "elsewhere", "CN=elsewhere", "-signer", "ca", "-ext", "san=dns:elsewhere.invalid");
        certificates.keytool("strange", "stranger", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1");
        return certificates;
    }

    private void keytool(String store, String alias, String name, String... more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                folder.resolve(store).toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-alias",
                alias,
                "-dname",
                name));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + output);
        }
    }

    /** The JDK's own trusted CAs and ours: what an operator with a private CA gives the JVM. */
    public Path trustStore() throws IOException, GeneralSecurityException {
        var jdk = KeyStore.getInstance(
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                        .toFile(),
                PASSWORD.toCharArray());
        jdk.setCertificateEntry("qnp-test-ca", open("ours").getCertificate("ca"));
        Path copy = folder.resolve("cacerts");
        try (OutputStream out = Files.newOutputStream(copy)) {
            jdk.store(out, PASSWORD.toCharArray());
        }
        return copy;
    }

    /** A server for localhost that our CA signed. */
    public SSLContext good() throws IOException, GeneralSecurityException {
        return context("ours", "good");
    }

    /** A server with our CA's signature for another host. */
    public SSLContext forAnotherHost() throws IOException, GeneralSecurityException {
        return context("ours", "elsewhere");
    }

    /** A server for localhost that signed itself. */
    public SSLContext signedByNobody() throws IOException, GeneralSecurityException {
        return context("strange", "stranger");
    }

    private SSLContext context(String store, String alias) throws IOException, GeneralSecurityException {
        KeyStore source = open(store);
        KeyStore single = KeyStore.getInstance("PKCS12");
        single.load(null, PASSWORD.toCharArray());
        char[] password = PASSWORD.toCharArray();
        single.setKeyEntry(alias, source.getKey(alias, password), password, source.getCertificateChain(alias));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(single, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore open(String store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(store))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
