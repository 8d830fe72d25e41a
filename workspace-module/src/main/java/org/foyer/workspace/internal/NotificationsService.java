package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Notifications;
import org.foyer.contracts.workspace.NotificationsView;
import org.foyer.contracts.workspace.NotificationsView.NewLeads;
import org.foyer.platform.document.Document;
import org.foyer.platform.mail.Mailer;

@ApplicationScoped
class NotificationsService implements Notifications {
    private static final List<String> CHOICES = Arrays.stream(NewLeads.values())
            .map(choice -> choice.name().toLowerCase(Locale.ROOT))
            .toList();

    private WorkspaceRepository workspaces;
    private Mailer mailer;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected NotificationsService() {}

    @Inject
    NotificationsService(WorkspaceRepository workspaces, Mailer mailer) {
        this.workspaces = workspaces;
        this.mailer = mailer;
    }

    @Override
    @Transactional
    public NotificationsView get(Caller caller) {
        return new NotificationsView(membership(caller).newLeads(), mailer.isConfigured());
    }

    @Override
    @Transactional
    public NotificationsView change(Caller caller, Map<String, Object> body) {
        var membership = membership(caller);
        var document = Document.of(body);
        var chosen = document.has("new_leads") ? document.oneOf("new_leads", CHOICES) : null;
        if (document.has("new_leads") && chosen == null && !document.faulty()) {
            document.violation("new_leads", "must be one of " + String.join(", ", CHOICES));
        }
        document.finish();
        if (chosen != null) {
            membership.mailNewLeads(NewLeads.valueOf(chosen.toUpperCase(Locale.ROOT)));
        }
        return new NotificationsView(membership.newLeads(), mailer.isConfigured());
    }

    private Membership membership(Caller caller) {
        return Optional.ofNullable(caller.memberId())
                .flatMap(member -> workspaces.membership(member, caller.workspaceId()))
                .orElseThrow(() -> Refusal.notFound("member"));
    }
}
