package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactView;
import org.jspecify.annotations.Nullable;

/**
 * A contact as it is answered; unknown values are left out.
 *
 * @param origins where each value came from; left out in lists
 */
record ContactResponse(
        UUID id,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String externalId,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String email,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String phone,

        List<ContactView.Email> emails,
        List<ContactView.Phone> phones,
        Map<String, Object> customAttributes,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSeenAt,
        List<String> sources,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, ContactView.OriginView> origins) {

    /** One contact by itself. */
    static ContactResponse of(ContactView view) {
        return of(view, view.origins());
    }

    /** One of many. */
    static ContactResponse inList(ContactView view) {
        return of(view, null);
    }

    private static ContactResponse of(ContactView view, @Nullable Map<String, ContactView.OriginView> origins) {
        return new ContactResponse(
                view.id(),
                view.externalId(),
                view.name(),
                view.email(),
                view.phone(),
                view.emails(),
                view.phones(),
                view.customAttributes(),
                view.createdAt(),
                view.updatedAt(),
                view.lastSeenAt(),
                view.sources(),
                origins);
    }
}
