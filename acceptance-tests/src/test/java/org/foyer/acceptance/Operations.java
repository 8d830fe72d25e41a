package org.foyer.acceptance;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operations of {@code docs/openapi.yaml}. */
final class Operations {
    static final Path DOCUMENT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs/openapi.yaml");

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private Operations() {}

    /**
     * One operation.
     *
     * @param scope its {@code x-foyer-scope}, null if it declares none
     * @param query the query that it requires
     * @param queryParameters the names of all that its query may have
     * @param body the example of what is sent, null where nothing is
     * @param streams whether it answers with an endless stream
     * @param versioned whether it takes If-Match
     */
    record Operation(
            String method,
            String path,
            String scope,
            String query,
            Set<String> queryParameters,
            String contentType,
            String body,
            boolean streams,
            boolean versioned) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        boolean reads() {
            return method.equals("GET");
        }

        boolean isOfTheTeam() {
            return path.startsWith("/api/v1/");
        }

        List<String> parameters() {
            return PARAMETER.matcher(path).results().map(it -> it.group(1)).toList();
        }

        /** Its address with these ids. */
        String at(Map<String, String> ids) {
            return PARAMETER.matcher(path).replaceAll(it -> ids.get(it.group(1))) + query;
        }
    }

    static List<Operation> all() {
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed = new OpenAPIV3Parser().readLocation(DOCUMENT.toString(), null, options);
        if (parsed.getOpenAPI() == null) {
            throw new AssertionError(parsed.getMessages());
        }
        var operations = new ArrayList<Operation>();
        OpenAPI document = parsed.getOpenAPI();
        document.getPaths().forEach((path, item) -> item.readOperationsMap()
                .forEach((method, operation) -> operations.add(operation(path, item, method, operation))));
        return operations;
    }

    private static Operation operation(
            String path, PathItem item, PathItem.HttpMethod method, io.swagger.v3.oas.models.Operation operation) {
        var extensions = operation.getExtensions() == null ? Map.<String, Object>of() : operation.getExtensions();
        var parameters = Stream.of(item.getParameters(), operation.getParameters())
                .filter(list -> list != null)
                .flatMap(List::stream)
                .toList();
        var content = operation.getRequestBody() == null
                ? Map.<String, MediaType>of()
                : new LinkedHashMap<>(operation.getRequestBody().getContent());
        var type = content.isEmpty() ? null : content.keySet().iterator().next();
        var streams = operation.getResponses().values().stream()
                .anyMatch(response ->
                        response.getContent() != null && response.getContent().containsKey("text/event-stream"));
        return new Operation(
                method.name(),
                path,
                (String) extensions.get("x-foyer-scope"),
                query(parameters),
                parameters.stream()
                        .filter(parameter -> "query".equals(parameter.getIn()))
                        .map(Parameter::getName)
                        .collect(Collectors.toCollection(TreeSet::new)),
                type,
                type == null ? null : example(content.get(type)),
                streams,
                parameters.stream().anyMatch(parameter -> "If-Match".equals(parameter.getName())));
    }

    private static String query(List<Parameter> parameters) {
        var required = parameters.stream()
                .filter(parameter -> "query".equals(parameter.getIn()) && Boolean.TRUE.equals(parameter.getRequired()))
                .map(parameter -> parameter.getName() + "="
                        + (parameter.getExample() == null
                                ? parameter.getSchema().getExample()
                                : parameter.getExample()))
                .toList();
        return required.isEmpty() ? "" : "?" + String.join("&", required);
    }

    private static String example(MediaType content) {
        if (content.getExample() != null) {
            return content.getExample().toString();
        }
        if (content.getExamples() != null && !content.getExamples().isEmpty()) {
            return content.getExamples().values().iterator().next().getValue().toString();
        }
        return "{}";
    }
}
