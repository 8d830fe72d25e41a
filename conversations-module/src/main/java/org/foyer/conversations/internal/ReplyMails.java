package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.conversations.ReplyMissed;
import org.foyer.platform.id.Ids;
import org.foyer.platform.mail.Mail;
import org.foyer.platform.mail.Mailer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what members wrote to a visitor who had left, to the e-mail address they left: once, unless they come back in
 * time. A crash between sending and remembering it sends the same mail again, under the same Message-ID.
 */
@ApplicationScoped
class ReplyMails {
    private ConversationRepository conversations;
    private LeadRepository leads;
    private VisitorPresence presence;
    private Agents agents;
    private ConversationsSettings settings;
    private Mailer mailer;
    private Event<ConversationsEvent> events;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ReplyMails() {}

    @Inject
    ReplyMails(
            ConversationRepository conversations,
            LeadRepository leads,
            VisitorPresence presence,
            Agents agents,
            ConversationsSettings settings,
            Mailer mailer,
            Event<ConversationsEvent> events) {
        this.conversations = conversations;
        this.leads = leads;
        this.presence = presence;
        this.agents = agents;
        this.settings = settings;
        this.mailer = mailer;
        this.events = events;
    }

    /** A member has just replied: if the visitor is away, a mail is due after a while. */
    void consider(Conversation conversation, Message reply) {
        if (!settings.replyByEmail() || !mailer.isConfigured()) {
            return;
        }
        var now = reply.createdAt();
        if (!presence.isOnline(conversations.visitor(conversation.visitorId()), now)
                && email(conversation.visitorId()) != null) {
            events.fire(new ReplyMissed(
                    Ids.next(),
                    conversation.workspaceId(),
                    conversation.id(),
                    reply.id(),
                    now.plus(settings.replyByEmailDelay())));
        }
    }

    /** Sends all replies the visitor has not seen, unless they have seen this one or it was sent already. */
    void send(UUID conversationId, UUID replyId) {
        var conversation = conversations.find(conversationId).orElse(null);
        if (conversation == null) {
            return;
        }
        var sent = conversations.lockedReplyMail(conversationId);
        var visitor = conversations.visitor(conversation.visitorId());
        var unseen = conversations.messages(conversationId, sent.position() + 1, Integer.MAX_VALUE).stream()
                .filter(message -> message.author() == Message.Author.MEMBER
                        && presence.notSeenSince(visitor, message.createdAt()))
                .toList();
        var email = email(visitor.id());
        if (email == null || unseen.stream().noneMatch(message -> message.id().equals(replyId))) {
            return;
        }
        mailer.send(mail(conversation, email, unseen));
        sent.sentUpTo(unseen.get(unseen.size() - 1).position());
    }

    private @Nullable String email(UUID visitorId) {
        return leads.valuesOfVisitor(visitorId).get("email");
    }

    private Mail mail(Conversation conversation, String to, List<Message> replies) {
        var agent = agents.find(conversation.agentId()).map(AgentView::name).orElse("The team");
        var authors = replies.stream()
                .map(Message::authorName)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
        var who = authors.isEmpty() ? agent : authors;
        var page = conversation.source().pageUrl();
        var text = "You were away when " + who + " answered you:\n\n"
                + replies.stream().map(Message::text).collect(Collectors.joining("\n\n"))
                + "\n\n--\n"
                + (page == null ? "" : "Go on chatting: " + page + "\n")
                + "Nobody reads what is sent to this address.\n";
        return new Mail(
                to,
                who + " answered you",
                text,
                agent,
                replies.get(replies.size() - 1).id().toString());
    }
}
