package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Observes;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.event.Delivered;
import org.junit.jupiter.api.Test;

class ConversationReactionsTest {
    @Test
    void asksForDurableDelivery() throws Exception {
        var parameter = ConversationReactions.class.getDeclaredMethod("on", LeadSubmitted.class)
                .getParameters()[0];

        assertThat(parameter.isAnnotationPresent(Observes.class)).isTrue();
        assertThat(parameter.isAnnotationPresent(Delivered.class)).isTrue();
    }
}
