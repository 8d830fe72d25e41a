package org.foyer.acceptance;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Speaks the HTTP API as a client would, and holds every exchange against {@code docs/openapi.yaml}: each response, and
 * each request the server accepted. An exchange the document does not describe fails the test.
 */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenApiInteractionValidator CONTRACT = OpenApiInteractionValidator.createFor(
                    System.getProperty("foyer.openapi"))
            .withLevelResolver(LevelResolver.create()
                    // an empty NDJSON export has no body, which the validator takes for a missing one
                    .withLevel("validation.response.body.missing", Level.IGNORE)
                    .build())
            .build();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI base;
    private final Map<String, String> headers;

    private Api(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    static Api at(URI base) {
        return new Api(base, Map.of());
    }

    /** The same server with a header more on every request. */
    Api with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Api(base, more);
    }

    /** What every request carries under this name. */
    String header(String name) {
        return headers.get(name);
    }

    Api bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The value of a header on every request. */
    String sends(String header) {
        return headers.get(header);
    }

    /**
     * Asks until it is too much. Once after that would not do: quotas are earned back all the time.
     *
     * @param most after how many requests it has to be
     * @param before the status until then
     */
    static Answer untilTooMany(int most, int before, Supplier<Answer> request) {
        var answer = request.get();
        for (var asked = 1; answer.status() == before && asked < most; asked++) {
            answer = request.get();
        }
        return answer.expecting(429);
    }

    Answer get(String path) {
        return send("GET", path, null, true);
    }

    Answer post(String path, String json) {
        return send("POST", path, json, true);
    }

    Answer patch(String path, String json) {
        return send("PATCH", path, json, true);
    }

    Answer put(String path, String json) {
        return send("PUT", path, json, true);
    }

    Answer delete(String path) {
        return send("DELETE", path, null, true);
    }

    /** For requests the contract does not describe, such as unknown paths: nothing is held against it. */
    Answer outsideContract(String method, String path, String body) {
        return send(method, path, body, false);
    }

    /** Bytes as they are, such as bad UTF-8. */
    Answer postBytes(String path, byte[] body) {
        return exchange("POST", path, HttpRequest.BodyPublishers.ofByteArray(body), null, false);
    }

    /** A form with a file; the answer alone is held against the contract. */
    Answer postForm(String path, String fileName, String file, String... fields) {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append("--form\r\nContent-Disposition: form-data; name=\"")
                    .append(fields[i])
                    .append("\"\r\n\r\n")
                    .append(fields[i + 1])
                    .append("\r\n");
        }
        body.append("--form\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(fileName)
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .append(file)
                .append("\r\n--form--\r\n");
        var answer = with("Content-Type", "multipart/form-data; boundary=form")
                .exchange(
                        "POST",
                        path,
                        HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8),
                        null,
                        false);
        var response = SimpleResponse.Builder.status(answer.status()).withBody(answer.body());
        answer.raw().headers().map().forEach((name, values) -> response.withHeader(name, values));
        answer.raw().headers().firstValue("Content-Type").ifPresent(response::withContentType);
        var problems = new ArrayList<String>();
        collect(problems, CONTRACT.validateResponse(path, Request.Method.POST, response.build()));
        if (!problems.isEmpty()) {
            throw new AssertionError(path + " is not as docs/openapi.yaml says:\n" + String.join("\n", problems));
        }
        return answer;
    }

    private Answer send(String method, String path, String json, boolean contract) {
        var publisher = json == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8);
        return exchange(method, path, publisher, json, contract);
    }

    /** A POST whose length is not declared. */
    Answer postChunked(String path, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange(
                "POST",
                path,
                HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(bytes)),
                null,
                false);
    }

    private Answer exchange(String method, String path, HttpRequest.BodyPublisher body, String json, boolean contract) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        headers.forEach(request::setHeader);
        if (body.contentLength() != 0 && !headers.containsKey("Content-Type")) {
            request.setHeader("Content-Type", "application/json");
        }
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var answer = new Answer(response);
            if (contract) {
                hold(method, path, json, answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void hold(String method, String path, String json, Answer answer) {
        var uri = URI.create(path);
        var request = new SimpleRequest.Builder(Request.Method.valueOf(method), uri.getPath());
        headers.forEach((name, value) -> request.withHeader(name, value));
        if (json != null) {
            request.withContentType(headers.getOrDefault("Content-Type", "application/json"))
                    .withBody(json);
        }
        if (uri.getRawQuery() != null) {
            for (var pair : uri.getRawQuery().split("&", -1)) {
                var parts = pair.split("=", 2);
                request.withQueryParam(
                        parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
            }
        }
        var response = SimpleResponse.Builder.status(answer.status());
        answer.raw().headers().map().forEach((name, values) -> response.withHeader(name, values));
        answer.raw().headers().firstValue("Content-Type").ifPresent(response::withContentType);
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        var problems = new ArrayList<String>();
        collect(problems, CONTRACT.validateResponse(uri.getPath(), Request.Method.valueOf(method), response.build()));
        if (answer.status() < 400) {
            collect(problems, CONTRACT.validateRequest(request.build()));
        }
        if (!problems.isEmpty()) {
            throw new AssertionError(method + " " + path + " → " + answer.status()
                    + " is not as docs/openapi.yaml says:\n" + String.join("\n", problems) + "\n" + answer.body());
        }
    }

    private static void collect(List<String> problems, ValidationReport report) {
        if (report.hasErrors()) {
            problems.add(report.getMessages().stream()
                    .filter(message -> message.getLevel() == Level.ERROR)
                    .map(message -> message.getKey() + ": " + message.getMessage())
                    .collect(Collectors.joining("\n")));
        }
    }

    /** What the server answered. */
    record Answer(HttpResponse<byte[]> raw) {
        int status() {
            return raw.statusCode();
        }

        String body() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return JSON.readTree(raw.body());
            } catch (IOException e) {
                throw new UncheckedIOException(body(), e);
            }
        }

        /** The answer, or a failure that shows it. */
        Answer expecting(int status) {
            if (status() != status) {
                throw new AssertionError("expected " + status + ", was " + status() + ": " + body());
            }
            return this;
        }

        String problem() {
            return json().path("type").asText();
        }

        List<String> pointers() {
            var pointers = new ArrayList<String>();
            json().path("violations")
                    .forEach(violation -> pointers.add(violation.path("pointer").asText()));
            return pointers;
        }
    }
}
