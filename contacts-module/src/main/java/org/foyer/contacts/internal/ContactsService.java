package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.paging.Cursor;

@ApplicationScoped
@Transactional
class ContactsService implements Contacts {
    private ContactRepository contacts;
    private Clock clock;

    @Inject
    ContactsService(ContactRepository contacts, Clock clock) {
        this.contacts = contacts;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ContactsService() {}

    @Override
    public Page<ContactView> list(UUID workspaceId, PageRequest page) {
        var rows = contacts.page(workspaceId, Cursor.of(page), page.limit() + 1);
        return Cursor.page(rows, page.limit(), contact -> new Cursor(contact.createdAt(), contact.id()))
                .map(contact -> contact.view(contacts.attributes(workspaceId)));
    }

    @Override
    public ContactView get(UUID workspaceId, UUID contactId) {
        return contacts.find(workspaceId, contactId)
                .map(contact -> contact.view(contacts.attributes(workspaceId)))
                .orElseThrow(() -> Refusal.notFound("contact"));
    }

    @Override
    public Map<UUID, UUID> contactsOf(UUID workspaceId, Collection<UUID> leadIds) {
        return leadIds.isEmpty() ? Map.of() : contacts.contactsOf(workspaceId, leadIds);
    }

    /**
     * Registers the lead as the contact that owns its e-mail, else its phone, else as a new one; once more changes
     * nothing. Fails when another transaction got in between (a value just taken, the contact just changed): run again,
     * it finds what the other one wrote.
     */
    public void register(LeadSubmitted lead) {
        if (contacts.isRegistered(lead.leadId())) {
            return;
        }
        var now = clock.instant();
        var workspaceId = lead.workspaceId();
        var details = PersonalDetails.of(lead.fields());
        var ownerOfEmail =
                Optional.ofNullable(details.email()).flatMap(email -> contacts.findByEmail(workspaceId, email));
        var ownerOfPhone =
                Optional.ofNullable(details.phone()).flatMap(phone -> contacts.findByPhone(workspaceId, phone));

        var origin = Origin.system(Source.of(lead.channel()), now);
        var contact = ownerOfEmail.or(() -> ownerOfPhone).orElseGet(() -> new Contact(workspaceId, origin));
        var values = ContactValues.of(details.name(), details.email(), details.phone(), Map.of());
        // A phone that has an owner is this contact's already or must stay somebody else's.
        contact.take(ownerOfPhone.isPresent() ? values.withoutPhones() : values, Rule.FILL, origin);
        contact.knownFrom(lead.channel(), now);
        if (lead.channel().equals("form")) {
            contact.seenAt(lead.submittedAt());
        }

        // The contact first: the other way round the lead's foreign key would share-lock the contact in two concurrent
        // transactions that both go on to change it, a deadlock.
        contacts.save(contact);
        contacts.add(new ContactLead(lead.leadId(), workspaceId, contact.id(), now));
    }
}
