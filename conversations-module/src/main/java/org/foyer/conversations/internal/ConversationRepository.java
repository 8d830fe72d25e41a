package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/** Conversations with what belongs to them: visitors and their tokens, messages, questions and decisions. */
@ApplicationScoped
class ConversationRepository {
    @PersistenceContext(unitName = "conversations")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    ConversationRepository() {}

    /** For tests. */
    ConversationRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Object entity) {
        entityManager.persist(entity);
    }

    /** Writes at once, so that a collision fails this call and not a later one. */
    void addNow(Object entity) {
        entityManager.persist(entity);
        entityManager.flush();
    }

    Optional<Visitor> visitorByToken(String token, Instant now) {
        var known = entityManager.find(VisitorToken.class, Secrets.sha256(token));
        return known != null && known.validAt(now)
                ? Optional.of(entityManager.find(Visitor.class, known.visitorId()))
                : Optional.empty();
    }

    /** The visitor who proved to be this user of the agent's site. */
    Optional<Visitor> visitorOfUser(UUID agentId, String userId) {
        return entityManager
                .createQuery("select v from Visitor v where v.agentId = :agent and v.userId = :user", Visitor.class)
                .setParameter("agent", agentId)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    /** Who the conversation's visitor proved to be, null if nothing was proved. */
    @Nullable String userOf(Conversation conversation) {
        return conversation.identity() == Conversation.Identity.VERIFIED ? userOf(conversation.visitorId()) : null;
    }

    /** {@link #userOf(Conversation)} of a visitor; null of none. */
    @Nullable String userOf(@Nullable UUID visitorId) {
        return visitorId == null ? null : visitor(visitorId).userId();
    }

    /**
     * Makes all that was done in the locked conversation the person's doing. The conversation's lock keeps forms and
     * questions from being changed meanwhile, each lead's own lock the leads.
     */
    void moveTo(Visitor person, Conversation conversation) {
        conversation.belongsTo(person);
        for (var kind : List.of("LeadForm", "Confirmation", "Lead")) {
            entityManager
                    .createQuery(
                            "update " + kind + " x set x.visitorId = :person where x.conversationId = :conversation")
                    .setParameter("person", person.id())
                    .setParameter("conversation", conversation.id())
                    .executeUpdate();
        }
    }

    /** A visitor's conversations, latest activity first. */
    Page<Conversation> ofVisitor(UUID visitorId, PageRequest page) {
        var after = Cursor.of(page);
        var rows = entityManager
                .createQuery("""
                        select c from Conversation c
                        where c.visitorId = :visitor
                          and c.lastActivityAt <= :at and (c.lastActivityAt < :at or c.id < :id)
                        order by c.lastActivityAt desc, c.id desc
                        """, Conversation.class)
                .setParameter("visitor", visitorId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return Cursor.page(rows, page.limit(), last -> new Cursor(last.lastActivityAt(), last.id()));
    }

    /** The last message of each of these conversations. */
    List<Message> lastMessages(Collection<UUID> conversationIds) {
        return entityManager
                .createQuery("""
                        select m from Message m, Conversation c
                        where c.id in :conversations and m.conversationId = c.id and m.position = c.messageCount - 1
                        """, Message.class)
                .setParameter("conversations", conversationIds)
                .getResultList();
    }

    /** The touch of a visitor's first conversation, empty before there is one. */
    Optional<UUID> firstTouchOf(UUID visitorId) {
        return entityManager
                .createQuery("""
                        select c.firstTouchId from Conversation c
                        where c.visitorId = :visitor and c.firstTouchId is not null
                        order by c.createdAt, c.id
                        """, UUID.class)
                .setParameter("visitor", visitorId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    Optional<Conversation> find(UUID id) {
        return Optional.ofNullable(entityManager.find(Conversation.class, id));
    }

    /** Any conversation, its row locked until the transaction ends. */
    Optional<Conversation> lock(UUID id) {
        return Optional.ofNullable(entityManager.find(Conversation.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    Visitor visitor(UUID id) {
        return entityManager.find(Visitor.class, id);
    }

    /** A visitor's conversation, its row locked until the transaction ends: turns are taken one at a time. */
    Optional<Conversation> lock(UUID id, UUID visitorId) {
        return Optional.ofNullable(entityManager.find(Conversation.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(conversation -> conversation.visitorId().equals(visitorId));
    }

    Optional<Conversation> ofVisitor(UUID id, UUID visitorId) {
        return Optional.ofNullable(entityManager.find(Conversation.class, id))
                .filter(conversation -> conversation.visitorId().equals(visitorId));
    }

    Optional<Conversation> ofWorkspace(UUID id, UUID workspaceId) {
        return Optional.ofNullable(entityManager.find(Conversation.class, id))
                .filter(conversation -> conversation.workspaceId().equals(workspaceId));
    }

    List<Message> messages(UUID conversationId) {
        return entityManager
                .createQuery("""
                        select m from Message m where m.conversationId = :conversation order by m.position
                        """, Message.class)
                .setParameter("conversation", conversationId)
                .getResultList();
    }

    /** The messages from one position up to, not including, another. */
    List<Message> messages(UUID conversationId, int from, int until) {
        return entityManager
                .createQuery("""
                        select m from Message m
                        where m.conversationId = :conversation and m.position >= :from and m.position < :until
                        order by m.position
                        """, Message.class)
                .setParameter("conversation", conversationId)
                .setParameter("from", from)
                .setParameter("until", until)
                .getResultList();
    }

    List<Message> messages(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery("select m from Message m where m.id in :ids", Message.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** The agents' messages of some conversations: among them are those with a form or a question. */
    List<Message> askingMessages(Collection<UUID> conversationIds) {
        return conversationIds.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery("""
                                select m from Message m where m.conversationId in :conversations and m.author = 'AGENT'
                                """, Message.class)
                        .setParameter("conversations", conversationIds)
                        .getResultList();
    }

    /** The agent of each conversation there is. */
    Map<UUID, UUID> agentsOf(Collection<UUID> conversationIds) {
        var agents = new HashMap<UUID, UUID>();
        if (!conversationIds.isEmpty()) {
            entityManager
                    .createQuery("select c.id, c.agentId from Conversation c where c.id in :ids", Object[].class)
                    .setParameter("ids", conversationIds)
                    .getResultStream()
                    .forEach(row -> agents.put((UUID) row[0], (UUID) row[1]));
        }
        return agents;
    }

    /** Those of the hashes that are a token's which has not expired. */
    List<String> goodTokens(Collection<String> hashes, Instant now) {
        return hashes.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery("""
                                select t.tokenHash from VisitorToken t where t.tokenHash in :hashes and t.expiresAt > :now
                                """, String.class)
                        .setParameter("hashes", hashes)
                        .setParameter("now", now)
                        .getResultList();
    }

    @Nullable Confirmation confirmation(UUID id) {
        return entityManager.find(Confirmation.class, id);
    }

    /** The question as it stands now, read again once the conversation is locked. */
    Confirmation refreshed(Confirmation confirmation) {
        entityManager.refresh(confirmation);
        return confirmation;
    }

    List<Confirmation> confirmations(UUID conversationId) {
        return entityManager
                .createQuery("""
                        select c from Confirmation c where c.conversationId = :conversation order by c.askedAt, c.id
                        """, Confirmation.class)
                .setParameter("conversation", conversationId)
                .getResultList();
    }

    List<Decision> decisions(UUID conversationId) {
        return entityManager
                .createQuery("""
                        select d from Decision d where d.conversationId = :conversation
                        order by d.decidedAt, d.messageId
                        """, Decision.class)
                .setParameter("conversation", conversationId)
                .getResultList();
    }
}
