package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.Leads;
import org.foyer.contracts.workspace.LeadMailPlanned;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.NotificationsView.NewLeads;
import org.foyer.contracts.workspace.WorkspaceEvent;
import org.foyer.contracts.workspace.WorkspaceView;
import org.foyer.platform.id.Ids;
import org.foyer.platform.mail.Mail;
import org.foyer.platform.mail.Mailer;
import org.jspecify.annotations.Nullable;

/**
 * Tells members of new leads by e-mail, each or in a daily digest, as they asked. What is mailed is read when it is sent.
 * One event, hence one attempt and one back-off, for each mail: an address that is refused holds nobody else's mail up. A
 * crash between sending and remembering it sends the same mail again, under the same Message-ID.
 */
@ApplicationScoped
class LeadMails {
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final int MOST_IN_A_DIGEST = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm z", Locale.ENGLISH);

    private LeadMailRepository leadMails;
    private WorkspaceRepository workspaces;
    private Leads leads;
    private DashboardLinks links;
    private Mailer mailer;
    private Event<WorkspaceEvent> events;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected LeadMails() {}

    @Inject
    LeadMails(
            LeadMailRepository leadMails,
            WorkspaceRepository workspaces,
            Leads leads,
            DashboardLinks links,
            Mailer mailer,
            Event<WorkspaceEvent> events,
            Clock clock) {
        this.leadMails = leadMails;
        this.workspaces = workspaces;
        this.leads = leads;
        this.links = links;
        this.mailer = mailer;
        this.events = events;
        this.clock = clock;
    }

    /** A lead has come in: whoever wants to know of it has a mail due. */
    void announce(LeadSubmitted event) {
        if (!mailer.isConfigured()) {
            return;
        }
        var wanting = leadMails.wanting(event.workspaceId());
        for (var membership : wanting) {
            if (membership.newLeads() == NewLeads.EACH) {
                due(membership, event.leadId(), null);
            } else {
                addToDigest(membership, event.leadId());
            }
        }
    }

    private void addToDigest(Membership membership, UUID leadId) {
        var zone = workspaces
                .view(membership.workspaceId())
                .map(workspace -> ZoneId.of(workspace.timeZone()))
                .orElseThrow();
        var morning = nextMorning(clock.instant(), zone);
        // of two first leads at once both fire; the second digest finds nothing left to tell
        var first = !leadMails.isWaiting(membership.id(), morning);
        leadMails.add(membership.id(), leadId, morning);
        if (first) {
            due(membership, null, morning);
        }
    }

    static Instant nextMorning(Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate().atTime(MORNING).atZone(zone).toInstant();
        return today.isAfter(now)
                ? today
                : now.atZone(zone)
                        .toLocalDate()
                        .plusDays(1)
                        .atTime(MORNING)
                        .atZone(zone)
                        .toInstant();
    }

    private void due(Membership membership, @Nullable UUID leadId, @Nullable Instant at) {
        events.fire(new LeadMailPlanned(Ids.next(), membership.workspaceId(), membership.accountId(), leadId, at));
    }

    /** Sends one mail, if its reader still is a member who wants it and there is something to tell. */
    void send(LeadMailPlanned event) {
        var membership = workspaces.membership(event.memberId(), event.workspaceId());
        var member = workspaces.member(event.memberId(), event.workspaceId());
        var workspace = workspaces.view(event.workspaceId());
        if (membership.isEmpty() || member.isEmpty() || workspace.isEmpty()) {
            return;
        }
        var ids = event.leadId() != null ? List.of(event.leadId()) : digest(membership.get(), event);
        var found = ids.isEmpty()
                ? List.<LeadView>of()
                : leads.find(event.workspaceId(), ids).values().stream()
                        .sorted(Comparator.comparing(LeadView::createdAt))
                        .toList();
        if (found.isEmpty() || membership.get().newLeads() == NewLeads.OFF) {
            return;
        }
        mailer.send(
                event.leadId() != null
                        ? one(found.get(0), member.get(), workspace.get())
                        : several(found, event, member.get(), workspace.get()));
    }

    private List<UUID> digest(Membership membership, LeadMailPlanned event) {
        var by = event.deliverAfter() == null ? clock.instant() : event.deliverAfter();
        return leadMails.take(membership.id(), by).stream()
                .map(DigestEntry::leadId)
                .toList();
    }

    private Mail one(LeadView lead, MemberView to, WorkspaceView workspace) {
        var text = "A new lead in " + workspace.name() + ":\n\n" + described(lead, workspace) + "\n" + footer();
        return new Mail(
                to.email(), "New lead: " + title(lead), text, workspace.name(), "lead-" + lead.id() + "-" + to.id());
    }

    private Mail several(List<LeadView> found, LeadMailPlanned event, MemberView to, WorkspaceView workspace) {
        var many = found.size() == 1 ? "1 new lead" : found.size() + " new leads";
        var text = new StringBuilder(many + " in " + workspace.name() + ":\n");
        found.stream().limit(MOST_IN_A_DIGEST).forEach(lead -> text.append('\n').append(described(lead, workspace)));
        if (found.size() > MOST_IN_A_DIGEST) {
            text.append("\n… and ").append(found.size() - MOST_IN_A_DIGEST).append(" more.\n");
        }
        text.append('\n').append(footer());
        return new Mail(
                to.email(),
                many + " in " + workspace.name(),
                text.toString(),
                workspace.name(),
                "digest-" + event.eventId());
    }

    private static String title(LeadView lead) {
        return Stream.of("name", "email", "phone")
                .map(lead.fields()::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse("a visitor");
    }

    private static String described(LeadView lead, WorkspaceView workspace) {
        var lines = new ArrayList<String>();
        lead.fields().forEach((name, value) -> lines.add(name + ": " + value.replaceAll("\\s+", " ")));
        var page = lead.source().pageUrl();
        if (page != null) {
            lines.add("page: " + page);
        }
        lines.add("left: " + TIME.format(lead.createdAt().atZone(ZoneId.of(workspace.timeZone()))));
        return String.join("\n", lines) + "\n";
    }

    private String footer() {
        return "--\nAll leads: " + links.leads() + "\nYou asked for this mail; your profile there turns it off.\n";
    }
}
