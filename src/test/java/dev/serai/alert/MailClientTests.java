package dev.serai.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.vault.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class MailClientTests {

    /** A mail server that writes down what it is told, and refuses one recipient. */
    private static final class Server implements AutoCloseable {

        final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        final List<String> told = new CopyOnWriteArrayList<>();

        Server() throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (var client = socket.accept()) {
                        talk(client);
                    } catch (IOException e) {
                        told.add("(" + e.getClass().getSimpleName() + ")");
                    }
                }
            });
        }

        private void talk(Socket client) throws IOException {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client, "220 ready");
            var data = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                told.add(line);
                if (data && !line.equals(".")) {
                    continue;
                }
                data = line.equals("DATA");
                var refused = line.contains("nobody@");
                say(
                        client,
                        data ? "354 go" : line.equals("QUIT") ? "221 bye" : refused ? "550 no such user" : "250 ok");
                if (line.equals("QUIT")) {
                    return;
                }
            }
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static Sent send(int port, String to, String content) throws Exception {
        var mail = new AlertProperties.Mail("127.0.0.1", port, "smtp", "", Secret.none(), "hub@example.com");
        var properties = new AlertProperties(
                Map.of(),
                mail,
                new AlertProperties.Sending(Duration.ofSeconds(5), 3, Duration.ofSeconds(1), 10, Duration.ofMinutes(5)),
                30);
        try (var camel = new DefaultCamelContext()) {
            var places = new Properties();
            places.setProperty("serai.alert.mail.host", "127.0.0.1");
            places.setProperty("serai.alert.mail.port", String.valueOf(port));
            camel.getPropertiesComponent().setInitialProperties(places);
            camel.getRegistry().bind("alertMailAccount", new MailAccount(properties));
            var route = Files.readString(Path.of("routes/alert-mail.camel.yaml"));
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("alert-mail.camel.yaml", route));
            camel.start();
            var claim = new Claim(new UUID(0, 1), null, Channel.EMAIL, to, content, 1, AlertFixture.NOON);
            return new MailClient(camel.createProducerTemplate(), properties).send(claim);
        }
    }

    @Test
    void sendsATextInChinese() throws Exception {
        try (var server = new Server()) {
            var sent = send(server.socket.getLocalPort(), "ops@example.com", "【告警】风险\nBcc: x@y.z");

            assertThat(sent).isEqualTo(new Sent.Delivered());
            assertThat(server.told)
                    .anyMatch(line -> line.startsWith("RCPT TO:<ops@example.com>"))
                    .anyMatch(line -> line.equals("From: hub@example.com"))
                    .anyMatch(line -> line.startsWith("Subject: =?UTF-8?"))
                    .anyMatch(line -> line.contains("charset=UTF-8"))
                    .noneMatch(line -> line.startsWith("RCPT TO:<x@y.z>"))
                    .filteredOn(line -> line.startsWith("RCPT"))
                    .hasSize(1);
        }
    }

    @Test
    void anAddressTheServerDoesNotKnowIsNotTriedAgain() throws Exception {
        try (var server = new Server()) {
            assertThat(send(server.socket.getLocalPort(), "nobody@example.com", "好"))
                    .isInstanceOf(Sent.Refused.class);
        }
    }

    @Test
    void aServerThatIsNotThereIsAPassingReason() throws Exception {
        int port;
        try (var server = new Server()) {
            port = server.socket.getLocalPort();
        }

        assertThat(send(port, "ops@example.com", "好")).isInstanceOf(Sent.Later.class);
    }
}
