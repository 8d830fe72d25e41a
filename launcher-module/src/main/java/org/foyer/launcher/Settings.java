package org.foyer.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What must be known before the application can read its own configuration. Each value is looked up as MicroProfile
 * Config does it: the system property {@code foyer.http.port}, else the environment variable {@code FOYER_HTTP_PORT}.
 *
 * @param host name or address to listen on
 * @param port 1 to 65535
 * @param dataDirectory absolute
 * @param publicUrl the address people use, without a trailing slash
 * @param shutdownDelay how long to go on answering, not ready any more, when told to stop
 * @param logFormat {@code text} or {@code json}
 */
record Settings(String host, int port, Path dataDirectory, String publicUrl, Duration shutdownDelay, String logFormat) {
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_PORT = "8080";
    private static final String DEFAULT_DATA_DIRECTORY = "foyer-data";
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    private static final int HIGHEST_PORT = 65_535;

    static Settings read(Map<String, String> environment, Properties properties) throws CannotStartException {
        var source = new Source(environment, properties);
        var host = source.find("foyer.http.host").map(Settings::withoutBrackets).orElse(DEFAULT_HOST);
        var port = port(source.find("foyer.http.port").orElse(DEFAULT_PORT));
        var dataDirectory = dataDirectory(source.find("foyer.data.dir").orElse(DEFAULT_DATA_DIRECTORY));
        var publicUrl = source.find("foyer.public.url");
        return new Settings(
                host,
                port,
                dataDirectory,
                publicUrl.isPresent() ? publicUrl(publicUrl.get()) : localUrl(host, port),
                shutdownDelay(source.find("foyer.shutdown.delay").orElse("PT0S")),
                logFormat(source.find("foyer.log.format").orElse("text")));
    }

    private static Duration shutdownDelay(String text) throws CannotStartException {
        try {
            var delay = Duration.parse(text);
            if (!delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0) {
                return delay;
            }
        } catch (DateTimeParseException e) {
            // answered below, like one that is too long
        }
        throw new CannotStartException(
                "FOYER_SHUTDOWN_DELAY must be a duration of at most five minutes such as PT10S, but is '" + text
                        + "'.");
    }

    private static String logFormat(String text) throws CannotStartException {
        if (text.equals("text") || text.equals("json")) {
            return text;
        }
        throw new CannotStartException("FOYER_LOG_FORMAT must be text or json, but is '" + text + "'.");
    }

    /** Where this machine reaches the server, whatever name the public uses. */
    String localUrl() {
        return localUrl(host, port);
    }

    private static String localUrl(String host, int port) {
        var reachable =
                switch (host) {
                    case "0.0.0.0" -> DEFAULT_HOST;
                    case "::" -> "::1";
                    default -> host;
                };
        return "http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String text) throws CannotStartException {
        try {
            var port = Integer.parseInt(text);
            if (port >= 1 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw new CannotStartException("FOYER_HTTP_PORT must be a number from 1 to 65535, but is '" + text + "'.");
    }

    private static Path dataDirectory(String text) throws CannotStartException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CannotStartException("FOYER_DATA_DIR must be the path of a directory, but is '" + text + "'.");
        }
    }

    private static String publicUrl(String text) throws CannotStartException {
        try {
            var url = new URI(text);
            var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https")) && url.getHost() != null) {
                return text.replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // answered below, like an address of another kind
        }
        throw new CannotStartException("FOYER_PUBLIC_URL must be an http or https address, but is '" + text + "'.");
    }

    private record Source(Map<String, String> environment, Properties properties) {
        Optional<String> find(String name) {
            var variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
            return Optional.ofNullable(properties.getProperty(name))
                    .or(() -> Optional.ofNullable(environment.get(variable)))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty());
        }
    }
}
