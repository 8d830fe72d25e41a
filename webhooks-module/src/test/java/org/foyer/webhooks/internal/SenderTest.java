package org.foyer.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The address is chosen by us, and still TLS is about the host's name. */
@Timeout(60)
class SenderTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    /** TLS with a certificate for hooks.example, which it also trusts. */
    private SSLContext tls() throws Exception {
        var file = directory.resolve("keys.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hooks",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hooks.example",
                        "-ext",
                        "SAN=dns:hooks.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance("PKCS12");
        try (var stream = Files.newInputStream(file)) {
            keys.load(stream, PASSWORD);
        }
        var ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(keys, PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var tls = SSLContext.getInstance("TLS");
        tls.init(ours.getKeyManagers(), trusted.getTrustManagers(), null);
        return tls;
    }

    @Test
    void verifiesTheNameOfTheHostAtTheAddressThatWasChecked() throws Exception {
        var tls = tls();
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        var timer = Executors.newSingleThreadScheduledExecutor();
        var resolver = new CheckedResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, true);
        var port = server.getAddress().getPort();
        try (var trusting = new Sender(resolver, Duration.ofSeconds(10), timer, Executors.defaultThreadFactory(), tls);
                var strict =
                        new Sender(resolver, Duration.ofSeconds(10), timer, Executors.defaultThreadFactory(), null)) {
            var answer = trusting.post("https://hooks.example:" + port + "/", Map.of(), "{}");
            assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(204);

            var otherName = trusting.post("https://other.example:" + port + "/", Map.of(), "{}");
            assertThatThrownBy(() -> otherName.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .satisfies(e -> assertThat(trusting.explain(e)).startsWith("the TLS handshake failed"));

            var unknownIssuer = strict.post("https://hooks.example:" + port + "/", Map.of(), "{}");
            assertThatThrownBy(() -> unknownIssuer.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .satisfies(e -> assertThat(strict.explain(e)).startsWith("the TLS handshake failed"));
        } finally {
            timer.shutdownNow();
            server.stop(0);
        }
    }
}
