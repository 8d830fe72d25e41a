package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.conversations.LeadQuery;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.Leads;
import org.foyer.contracts.paging.Page;
import org.jspecify.annotations.Nullable;

/** Pages of leads, each composed with the contact it was registered as. */
@ApplicationScoped
class LeadPages {
    @Inject
    Leads leads;

    @Inject
    Contacts contacts;

    Page<LeadResponse> page(LeadQuery query, @Nullable String limit, @Nullable String after) {
        var page = leads.list(query, ListParameters.page(limit, after));
        var contactIds = contacts.contactsOf(
                query.workspaceId(), page.items().stream().map(LeadView::id).toList());
        return page.map(lead -> LeadResponse.of(lead, contactIds.get(lead.id())));
    }
}
