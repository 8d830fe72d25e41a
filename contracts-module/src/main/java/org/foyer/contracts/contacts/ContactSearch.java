package org.foyer.contracts.contacts;

import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/**
 * Finds contacts by filter and text, in any order. A search that takes too long is refused as RULE_VIOLATED; a cursor of
 * another search is INVALID.
 */
public interface ContactSearch {
    /**
     * One page of what is looked for.
     *
     * @param body {@code filter}; {@code q}, part of a name, e-mail address, phone number or external id; {@code sort}, a
     *     list of {@code {field,direction}}, newest first if there is none; {@code limit}, {@code after}
     */
    FoundContacts search(UUID workspaceId, Map<String, Object> body);

    /** One page of a list. */
    Page<ContactView> list(UUID workspaceId, ContactQuery query, PageRequest page);
}
