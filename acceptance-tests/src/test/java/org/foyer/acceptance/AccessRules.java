package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The document and the code say the same of who may call what. */
class AccessRules {
    @Test
    void everyOperationOfTheDocumentDeclaresTheRuleItsMethodCarries() {
        var declared = new TreeMap<String, String>();
        for (var operation : Operations.all()) {
            if (operation.path().startsWith("/api/")) {
                declared.put(operation.toString(), String.valueOf(operation.scope()));
            }
        }

        assertThat(declared).hasSizeGreaterThan(40).isEqualTo(carried());
    }

    @Test
    void whatIsPatchedHasAVersion() {
        assertThat(Operations.all())
                .filteredOn(operation ->
                        operation.isOfTheTeam() && operation.method().equals("PATCH"))
                .hasSizeGreaterThan(3)
                .allSatisfy(operation -> assertThat(operation.versioned())
                        .as("%s takes If-Match", operation)
                        .isTrue());
    }

    @Test
    void everyOperationReadsTheQueryParametersOfTheDocumentAndNoOther() {
        var documented = new TreeMap<String, Set<String>>();
        for (var operation : Operations.all()) {
            if (operation.path().startsWith("/api/")) {
                documented.put(operation.toString(), operation.queryParameters());
            }
        }
        assertThat(documented).isEqualTo(carried(AccessRules::queryParameters));
    }

    private static Map<String, String> carried() {
        return carried(AccessRules::rule);
    }

    private static Set<String> queryParameters(JavaMethod method) {
        var names = new TreeSet<String>();
        for (var parameter : method.getParameters()) {
            names.addAll(queryParameter(parameter));
            if (parameter.isAnnotatedWith(BeanParam.class)) {
                parameter.getRawType().getAllFields().forEach(field -> names.addAll(queryParameter(field)));
            }
        }
        return names;
    }

    private static Set<String> queryParameter(HasAnnotations<?> annotated) {
        return annotated
                .tryGetAnnotationOfType(QueryParam.class.getName())
                .map(named -> Set.of(String.valueOf(named.get("value").orElse(""))))
                .orElse(Set.of());
    }

    private static <T> Map<String, T> carried(Function<JavaMethod, T> what) {
        var carried = new TreeMap<String, T>();
        var classes =
                new ClassFileImporter().importPath(Operations.DOCUMENT.resolveSibling("../api-module/target/classes"));
        for (JavaClass type : classes) {
            for (JavaMethod method : type.getMethods()) {
                method.getAnnotations().stream()
                        .map(annotation -> annotation.getRawType().tryGetAnnotationOfType(HttpMethod.class))
                        .flatMap(Optional::stream)
                        .forEach(verb -> carried.put(verb.value() + " " + path(type, method), what.apply(method)));
            }
        }
        return carried;
    }

    private static String path(JavaClass type, JavaMethod method) {
        return ("/api/" + path(type) + "/" + path(method))
                .replaceAll("/{2,}", "/")
                .replaceAll("/$", "")
                .replaceAll("\\{(\\w+)\\s*:[^}]*}", "{$1}");
    }

    private static String path(HasAnnotations<?> annotated) {
        return annotated
                .tryGetAnnotationOfType(Path.class.getName())
                .map(path -> String.valueOf(path.get("value").orElse("")))
                .orElse("");
    }

    private static String rule(JavaMethod method) {
        for (JavaAnnotation<?> annotation : method.getAnnotations()) {
            switch (annotation.getRawType().getName()) {
                case "org.foyer.api.security.Requires" -> {
                    var scope = (JavaEnumConstant) annotation.get("value").orElseThrow();
                    return scope.name().toLowerCase(Locale.ROOT);
                }
                case "org.foyer.api.security.ForMember" -> {
                    return "session";
                }
                case "org.foyer.api.security.ForVisitor" -> {
                    return "visitor";
                }
                case "org.foyer.api.security.Open" -> {
                    return "public";
                }
                default -> {
                    // says nothing about who may call
                }
            }
        }
        return "none";
    }
}
