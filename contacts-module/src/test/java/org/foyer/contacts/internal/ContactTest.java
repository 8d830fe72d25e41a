package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.contacts.internal.LeadFixture.NOW;
import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContactTest {
    private static final PersonalDetails ADA = new PersonalDetails("Ada", "Ada@example.com", "+4930123456");

    private final Contact contact = new Contact(WORKSPACE, NOW);

    @Test
    void beginsEmpty() {
        var view = contact.view();

        assertThat(view.name()).isNull();
        assertThat(view.email()).isNull();
        assertThat(view.phone()).isNull();
        assertThat(view.externalId()).isNull();
        assertThat(view.lastSeenAt()).isNull();
        assertThat(view.sources()).isEmpty();
        assertThat(view.customAttributes()).isEmpty();
        assertThat(view.createdAt()).isEqualTo(NOW);
        assertThat(view.updatedAt()).isEqualTo(NOW);
    }

    @Test
    void takesOverWhatIsUnknown() {
        contact.fillIn(ADA, NOW.plusSeconds(1));

        var view = contact.view();
        assertThat(view.name()).isEqualTo("Ada");
        assertThat(view.email()).isEqualTo("Ada@example.com");
        assertThat(view.phone()).isEqualTo("+4930123456");
        assertThat(view.updatedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void keepsWhatIsKnown() {
        contact.fillIn(ADA, NOW);

        contact.fillIn(new PersonalDetails("Eve", "eve@example.com", "+4930654321"), NOW.plusSeconds(1));

        var view = contact.view();
        assertThat(view.name()).isEqualTo("Ada");
        assertThat(view.email()).isEqualTo("Ada@example.com");
        assertThat(view.phone()).isEqualTo("+4930123456");
        assertThat(view.updatedAt()).isEqualTo(NOW);
    }

    @Test
    void isSeenLaterButNeverEarlier() {
        contact.seenAt(NOW);
        contact.seenAt(NOW.minus(Duration.ofDays(1)));
        assertThat(contact.view().lastSeenAt()).isEqualTo(NOW);

        contact.seenAt(NOW.plusSeconds(5));
        assertThat(contact.view().lastSeenAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void namesEachSourceOnceInTheOrderOfAppearance() {
        contact.knownFrom("form", NOW);
        contact.knownFrom("api", NOW.plusSeconds(1));
        contact.knownFrom("form", NOW.plusSeconds(2));

        assertThat(contact.view().sources()).containsExactly("form", "api");
        assertThat(contact.view().updatedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void takesABlankValueForNone() {
        var details = PersonalDetails.of(Map.of("name", " ", "email", "", "phone", "+4930123456"));

        assertThat(details).isEqualTo(new PersonalDetails(null, null, "+4930123456"));
    }

    @Test
    void comparesEmailsInLowerCaseWhateverTheLocale() {
        assertThat(Contact.emailKey("ÉVA.IDE@example.com")).isEqualTo("éva.ide@example.com");
    }
}
