package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Logger;
import org.foyer.contracts.contacts.Retention;
import org.foyer.contracts.contacts.RetentionView;
import org.foyer.platform.document.Document;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class RetentionService implements Retention {
    static final int BATCH = 200;

    private static final List<String> STATUSES = List.of("new", "contacted", "qualified", "won", "lost", "spam");
    private static final LocalDate FARTHEST = LocalDate.EPOCH.plusYears(100);
    private static final Logger LOG = Logger.getLogger(RetentionService.class.getName());

    private SubjectRepository subjects;
    private ContactsService contacts;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected RetentionService() {}

    @Inject
    RetentionService(SubjectRepository subjects, ContactsService contacts, Clock clock) {
        this.subjects = subjects;
        this.contacts = contacts;
        this.clock = clock;
    }

    @Override
    public RetentionView get(UUID workspaceId) {
        return subjects.rules(workspaceId)
                .map(RetentionRules::view)
                .orElse(new RetentionView(workspaceId, null, null, null, null));
    }

    @Override
    public RetentionView put(UUID workspaceId, Map<String, Object> body) {
        var document = Document.of(body);
        var view = new RetentionView(
                workspaceId,
                period(document, "leads_after"),
                period(document, "contacts_after"),
                period(document, "conversations_after"),
                statuses(document));
        document.finish();
        var rules = subjects.rules(workspaceId).orElse(null);
        if (rules == null) {
            rules = new RetentionRules(workspaceId);
            subjects.add(rules);
        }
        rules.become(view);
        return view;
    }

    private static @Nullable Period period(Document document, String name) {
        var text = document.text(name, 40);
        if (text == null) {
            return null;
        }
        try {
            var period = Period.parse(text);
            var end = LocalDate.EPOCH.plus(period);
            if (!period.isNegative() && end.isAfter(LocalDate.EPOCH) && end.isBefore(FARTHEST)) {
                return period;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // falls through: it is none
        }
        document.violation(name, "must be an ISO 8601 duration of days, weeks, months or years, such as P90D or P24M");
        return null;
    }

    private static @Nullable List<String> statuses(Document document) {
        var statuses = document.texts("statuses", STATUSES.size(), 20);
        if (statuses == null) {
            return null;
        }
        if (statuses.isEmpty()) {
            document.violation("statuses", "must name at least one status, or be left out for all");
        }
        for (int i = 0; i < statuses.size(); i++) {
            if (!STATUSES.contains(statuses.get(i))) {
                document.violation("statuses/" + i, "must be one of " + String.join(", ", STATUSES));
            }
        }
        return statuses.stream().distinct().toList();
    }

    @Override
    public List<RetentionView> all() {
        return subjects.allRules().stream().map(RetentionRules::view).toList();
    }

    /** Deletes some contacts that have been kept long enough; answers whether there may be more. */
    public boolean step() {
        var now = clock.instant();
        for (var rules : all()) {
            if (rules.contactsAfter() != null) {
                var old = subjects.untouchedSince(
                        rules.workspaceId(), RetentionView.cutoff(rules.contactsAfter(), now), BATCH);
                old.forEach(id -> contacts.withdraw(rules.workspaceId(), id, new Origin("retention", "system", now)));
                if (!old.isEmpty()) {
                    LOG.info(() -> "retention deleted " + old.size() + " contacts of workspace " + rules.workspaceId());
                    return true;
                }
            }
        }
        return false;
    }
}
