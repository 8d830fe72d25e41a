package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactMerges;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.ContactsEvent;
import org.foyer.contracts.contacts.ContactsMerged;
import org.foyer.contracts.contacts.DuplicateView;
import org.foyer.contracts.contacts.MergeUndone;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Moved;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.document.Document;
import org.foyer.platform.id.Ids;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class MergesService implements ContactMerges {
    private ContactRepository contacts;
    private MergeRepository merges;
    private DuplicateRepository duplicates;
    private IdentityLocks locks;
    private Event<ContactsEvent> events;
    private Clock clock;

    @Inject
    MergesService(
            ContactRepository contacts,
            MergeRepository merges,
            DuplicateRepository duplicates,
            IdentityLocks locks,
            Event<ContactsEvent> events,
            Clock clock) {
        this.contacts = contacts;
        this.merges = merges;
        this.duplicates = duplicates;
        this.locks = locks;
        this.events = events;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected MergesService() {}

    /** What a client wants merged. */
    private record Wish(UUID otherId, Map<String, String> choice) {}

    private Wish read(UUID workspaceId, UUID contactId, Map<String, Object> body) {
        if (!contacts.exists(workspaceId, contactId)) {
            throw contacts.redirect(workspaceId, contactId)
                    .<RuntimeException>map(survivor -> new Moved(contactId, survivor))
                    .orElseGet(() -> Refusal.notFound("contact"));
        }
        var document = Document.of(body);
        var other = document.id("other_id");
        if (document.raw("other_id") == null) {
            document.violation("other_id", "is required");
        } else if (contactId.equals(other)) {
            document.violation("other_id", "must be another contact");
        }
        var choice = new LinkedHashMap<String, String>();
        var choose = document.object("choose");
        if (choose != null) {
            for (var field : choose.names()) {
                var side = choose.oneOf(field, List.of("this", Merging.OTHER));
                if (side != null) {
                    choice.put(field, side);
                }
            }
        }
        document.finish();
        var otherId = Objects.requireNonNull(other);
        if (!contacts.exists(workspaceId, otherId)) {
            throw contacts.redirect(workspaceId, otherId)
                    .map(survivor -> Refusal.conflict(
                            "The other contact was merged into another already.",
                            List.of(),
                            Map.of("contact_id", survivor)))
                    .orElseGet(() -> Refusal.notFound("contact"));
        }
        return new Wish(otherId, choice);
    }

    private Merging merging(Contact mine, Contact other, Wish wish, Attributes attributes) {
        var merging = new Merging(mine.state(), other.state(), wish.choice(), names(attributes), clock.instant());
        merging.result();
        var document = Document.of(Map.of());
        wish.choice().forEach((field, side) -> {
            var place = merging.fields().stream()
                    .filter(known ->
                            known.field().equals(field) && !known.wins().equals("both"))
                    .findFirst()
                    .orElse(null);
            var value = place == null ? null : side.equals(Merging.OTHER) ? place.otherValue() : place.thisValue();
            if (value == null) {
                document.violation(
                        "choose/" + Document.escaped(field), "must be a field of which that contact has a value");
            }
        });
        document.finish();
        return merging;
    }

    private static Map<UUID, String> names(Attributes attributes) {
        var names = new LinkedHashMap<UUID, String>();
        attributes.byId().forEach((id, attribute) -> names.put(id, attribute.name()));
        return names;
    }

    @Override
    public MergePreview preview(Caller caller, UUID contactId, Map<String, Object> body) {
        var workspaceId = caller.workspaceId();
        var wish = read(workspaceId, contactId, body);
        var attributes = contacts.attributes(workspaceId);
        var merging = merging(
                contacts.find(workspaceId, contactId).orElseThrow(),
                contacts.find(workspaceId, wish.otherId()).orElseThrow(),
                wish,
                attributes);
        return new MergePreview(Contact.restored(merging.result()).view(attributes), List.copyOf(merging.fields()));
    }

    @Override
    public Merged merge(Caller caller, UUID contactId, Map<String, Object> body) {
        var workspaceId = caller.workspaceId();
        var wish = read(workspaceId, contactId, body);
        var names = new HashSet<>(contacts.lockNames(contactId));
        names.addAll(contacts.lockNames(wish.otherId()));
        locks.lock(workspaceId, names);
        var both = contacts.lock(workspaceId, List.of(contactId, wish.otherId()));
        var survivor = both.get(contactId);
        var other = both.get(wish.otherId());
        if (survivor == null
                || other == null
                || !names.containsAll(survivor.lockNames())
                || !names.containsAll(other.lockNames())) {
            throw new OptimisticLockException("overtaken by another change");
        }
        var attributes = contacts.attributes(workspaceId);
        var merging = merging(survivor, other, wish, attributes);
        var before = survivor.state();
        var merged = other.state();

        var leads = contacts.moveLeads(other.id(), contactId);
        var conversations = contacts.moveConversations(other.id(), contactId);
        var moved = moveDuplicates(other, survivor);
        contacts.remove(other);
        contacts.flush();
        survivor.become(merging.result());
        contacts.flush();

        var origin = Origin.of(caller, clock.instant());
        var merge = new ContactMerge(
                new ContactMerge.Kept(
                        before, merged, survivor.state(), leads, moved.gone(), moved.come(), conversations),
                origin);
        merges.add(merge, new ContactRedirect(merge, given(merged, before, survivor)));
        var changes = Merging.changes(before, survivor.state(), names(attributes));
        contacts.add(new ContactChange(survivor, ContactChange.MERGED, changes, merged.id(), origin));
        contacts.flush();
        var view = survivor.view(attributes);
        events.fire(new ContactsMerged(
                Ids.next(),
                workspaceId,
                merge.id(),
                contactId,
                merged.id(),
                view,
                changes,
                origin.actor(),
                origin.at()));
        return new Merged(merge.id(), view);
    }

    /** The external id that none has any more: it still finds the person. */
    private static @Nullable String given(ContactState merged, ContactState before, Contact survivor) {
        return Objects.equals(merged.externalId(), survivor.externalId()) ? before.externalId() : merged.externalId();
    }

    private record MovedDuplicates(List<DuplicateSuggestion.State> gone, List<UUID> come) {}

    /** What is suggested of the one is suggested of the other, unless it was before. */
    private MovedDuplicates moveDuplicates(Contact from, Contact to) {
        var gone = new ArrayList<DuplicateSuggestion.State>();
        var come = new ArrayList<UUID>();
        for (var suggestion : duplicates.of(from.workspaceId(), from.id())) {
            var state = suggestion.state();
            gone.add(state);
            duplicates.remove(suggestion);
            var third = suggestion.other(from.id());
            if (!third.equals(to.id())
                    && !duplicates.isKnown(from.workspaceId(), to.id(), third, suggestion.reason())) {
                var again = suggestion.about(to.id(), third);
                duplicates.add(again);
                come.add(again.id());
            }
        }
        return new MovedDuplicates(gone, come);
    }

    @Override
    public Undone undo(Caller caller, UUID mergeId) {
        var workspaceId = caller.workspaceId();
        var merge = merges.find(workspaceId, mergeId).orElseThrow(() -> Refusal.notFound("merge"));
        if (merge.isUndone()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "This merge was undone before.");
        }
        if (!contacts.exists(workspaceId, merge.survivorId())) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, "The contact was merged into another in turn; undo that merge first.");
        }
        var kept = merge.kept();
        var names = new HashSet<>(contacts.lockNames(merge.survivorId()));
        names.addAll(kept.survivor().lockNames());
        names.addAll(kept.merged().lockNames());
        locks.lock(workspaceId, names);
        var survivor = contacts.lock(workspaceId, merge.survivorId())
                .orElseThrow(() -> new OptimisticLockException("overtaken by another merge"));
        if (!names.containsAll(survivor.lockNames())) {
            throw new OptimisticLockException("overtaken by another change");
        }
        merges.undone(merge);
        var origin = Origin.of(caller, clock.instant());
        merge.undone(origin);

        var current = survivor.state();
        survivor.become(Merging.undone(kept, current, origin.at()));
        contacts.flush();
        var restored = Contact.restored(free(kept.merged(), merge.mergedId()));
        contacts.add(restored);
        contacts.flush();
        contacts.moveLeads(kept.leads(), survivor.id(), restored.id());
        contacts.moveConversations(
                Objects.requireNonNullElse(kept.conversations(), List.of()), survivor.id(), restored.id());
        restoreDuplicates(kept);

        var attributes = contacts.attributes(workspaceId);
        var changes = Merging.changes(current, survivor.state(), names(attributes));
        contacts.add(new ContactChange(survivor, ContactChange.MERGE_UNDONE, changes, restored.id(), origin));
        contacts.flush();
        var view = survivor.view(attributes);
        var other = restored.view(attributes);
        events.fire(
                new MergeUndone(Ids.next(), workspaceId, mergeId, view, other, changes, origin.actor(), origin.at()));
        return new Undone(mergeId, view, other);
    }

    /** The state without what is another contact's by now. */
    private ContactState free(ContactState wanted, UUID contactId) {
        var owners = contacts.owners(
                wanted.workspaceId(),
                wanted.externalId() == null ? List.of() : List.of(wanted.externalId()),
                wanted.emails().stream()
                        .map(email -> Folding.emailKey(email.value()))
                        .toList(),
                wanted.phones().stream().map(ContactState.Value::value).toList());
        return wanted.only(
                externalId -> isFree(owners.ofExternalId(externalId), contactId),
                email -> isFree(owners.ofEmail(Folding.emailKey(email)), contactId),
                phone -> isFree(owners.ofPhone(phone), contactId));
    }

    private static boolean isFree(@Nullable UUID owner, UUID contactId) {
        return owner == null || owner.equals(contactId);
    }

    private void restoreDuplicates(ContactMerge.Kept kept) {
        var workspaceId = kept.survivor().workspaceId();
        kept.come().forEach(id -> duplicates.find(workspaceId, id).ifPresent(duplicates::remove));
        contacts.flush();
        for (var state : kept.gone()) {
            var third = state.firstId().equals(kept.merged().id()) ? state.secondId() : state.firstId();
            if (contacts.exists(workspaceId, third)) {
                duplicates.add(new DuplicateSuggestion(state));
            }
        }
    }

    @Override
    public Page<DuplicateView> duplicates(UUID workspaceId, PageRequest page) {
        var rows = duplicates.page(workspaceId, Cursor.of(page), page.limit() + 1);
        var attributes = contacts.attributes(workspaceId);
        return Cursor.page(rows, page.limit(), suggestion -> new Cursor(suggestion.suggestedAt(), suggestion.id()))
                .map(suggestion -> new DuplicateView(
                        suggestion.id(),
                        suggestion.reason(),
                        List.of(
                                view(workspaceId, suggestion.firstId(), attributes),
                                view(workspaceId, suggestion.secondId(), attributes)),
                        suggestion.suggestedAt()));
    }

    private ContactView view(UUID workspaceId, UUID contactId, Attributes attributes) {
        return contacts.find(workspaceId, contactId).orElseThrow().view(attributes);
    }

    @Override
    public void dismiss(Caller caller, UUID duplicateId) {
        duplicates
                .find(caller.workspaceId(), duplicateId)
                .orElseThrow(() -> Refusal.notFound("duplicate"))
                .dismissed(Origin.actor(caller), clock.instant());
    }
}
