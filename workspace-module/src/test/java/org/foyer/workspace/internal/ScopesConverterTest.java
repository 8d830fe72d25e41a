package org.foyer.workspace.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.foyer.contracts.workspace.Scope;
import org.junit.jupiter.api.Test;

class ScopesConverterTest {
    private final ScopesConverter converter = new ScopesConverter();

    @Test
    void storesWireNamesInOrder() {
        assertThat(converter.convertToDatabaseColumn(Set.of(Scope.ADMIN, Scope.READ)))
                .isEqualTo("[\"read\",\"admin\"]");
    }

    @Test
    void readsWhatItStored() {
        assertThat(converter.convertToEntityAttribute("[\"admin\",\"write\"]"))
                .containsExactly(Scope.WRITE, Scope.ADMIN);
    }
}
