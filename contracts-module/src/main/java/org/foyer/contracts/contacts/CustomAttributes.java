package org.foyer.contracts.contacts;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/**
 * The custom attributes of a workspace, at most 200. A wrong body is refused as INVALID with a violation per property, an
 * unknown name as NOT_FOUND.
 */
public interface CustomAttributes {
    /**
     * Makes one.
     *
     * @param body {@code name}, {@code type}; optional {@code label}, {@code description}, {@code archived}
     * @throws org.foyer.contracts.refusal.Refusal CONFLICT where one of that name is, in whatever case; RULE_VIOLATED
     *     where there are 200
     */
    CustomAttributeView create(UUID workspaceId, Map<String, Object> body);

    /** Newest first. */
    Page<CustomAttributeView> list(UUID workspaceId, PageRequest page);

    CustomAttributeView get(UUID workspaceId, String name);

    /** Changes label, description and archived; null sets a property back to its default. */
    CustomAttributeView change(UUID workspaceId, String name, Map<String, Object> body);

    /** All that are not archived, oldest first. */
    List<CustomAttributeView> usable(UUID workspaceId);
}
