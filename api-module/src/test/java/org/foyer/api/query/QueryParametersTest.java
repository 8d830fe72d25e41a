package org.foyer.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import org.foyer.contracts.refusal.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    private static final Set<String> KNOWN = Set.of("q", "limit");

    @ParameterizedTest
    @ValueSource(strings = {"", "q", "q=", "q=a+b%20c&limit=5", "&&q=1&", "q=%F0%9F%98%80", "q=a=b", "%71=1"})
    void takesWhatTheAddressHas(String query) {
        assertThat(QueryParameters.faults(query, KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limti=5,/query/limti",
        "Q=1,/query/Q",
        "=1,/query/",
        "q=1&q=2,/query/q",
        "q=1&%71=2,/query/q",
        "q=%ff,/query/q",
        "q=%ED%A0%80,/query/q",
        "q=%zz,/query/q",
        "q=%f,/query/q",
        "q=%٣٣,/query/q",
        "%ff=1,/query/",
    })
    void pointsAtWhatItDoesNot(String query, String pointer) {
        assertThat(QueryParameters.faults(query, KNOWN))
                .extracting(Violation::pointer)
                .containsExactly(pointer);
    }

    @Test
    void takesALimitWhereAListIsAnsweredWhole() {
        assertThat(QueryParameters.faults("limit=1&q=a", Set.of("q"))).isEmpty();
        assertThat(QueryParameters.faults("limit=100", Set.of())).isEmpty();
        for (var wrong : List.of("limit=101", "limit=0", "limit=abc", "limit", "after=x")) {
            assertThat(QueryParameters.faults(wrong, Set.of())).as(wrong).hasSize(1);
        }
    }

    @Test
    void findsTheNamesOfParametersAndOfTheirBeans() throws NoSuchMethodException {
        var method = Resource.class.getDeclaredMethod("list", Filter.class, String.class, String.class);
        assertThat(QueryParameters.namesOf(method)).containsExactlyInAnyOrder("status", "limit");
    }

    static class Filter {
        @QueryParam("status")
        String status = "";

        String notAParameter = "";
    }

    static class Resource {
        @SuppressWarnings("UnusedVariable") // read by reflection
        void list(@BeanParam Filter filter, @QueryParam("limit") String limit, @HeaderParam("If-Match") String match) {}
    }
}
