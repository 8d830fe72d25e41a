package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.foyer.contracts.conversations.ConversationQuery;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/** Conversations with what belongs to them: visitors, messages, notes, tags, questions and decisions. */
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

    /** Stores a message and makes the conversation found by it. */
    void append(Conversation conversation, Message message) {
        entityManager.persist(message);
        index(conversation, message.id(), message.text());
    }

    void append(Conversation conversation, Note note) {
        entityManager.persist(note);
        index(conversation, note.id(), note.text());
    }

    /** The conversation is found by the lead's values from now on. */
    void index(Conversation conversation, Lead lead) {
        index(conversation, lead.id(), String.join("\n", lead.fields().values()));
    }

    private void index(Conversation conversation, UUID subjectId, String text) {
        if (!text.isBlank()) {
            entityManager.persist(new SearchLine(conversation, subjectId, text));
        }
    }

    /** Nothing is found by this message, note or lead any more. */
    void unindex(UUID subjectId) {
        var line = entityManager.find(SearchLine.class, subjectId);
        if (line != null) {
            entityManager.remove(line);
        }
    }

    /** Notes that visitors are there, by a statement of its own: nothing else that changes a visitor collides with it. */
    void seen(Collection<UUID> visitorIds, Instant now) {
        if (visitorIds.isEmpty()) {
            return;
        }
        entityManager
                .createQuery("update Visitor v set v.lastSeenAt = :now where v.id in :visitors")
                .setParameter("now", now)
                .setParameter("visitors", visitorIds)
                .executeUpdate();
    }

    Map<UUID, Visitor> visitors(Collection<UUID> ids) {
        return entityManager
                .createQuery("select v from Visitor v where v.id in :ids", Visitor.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Visitor::id, Function.identity()));
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

    /** {@link #ofWorkspace}, its row locked until the transaction ends: team and visitor write one at a time. */
    Optional<Conversation> lockOfWorkspace(UUID id, UUID workspaceId) {
        return lock(id).filter(conversation -> conversation.workspaceId().equals(workspaceId));
    }

    Page<Conversation> list(ConversationQuery wanted, PageRequest page) {
        var cursor = Cursor.of(page);
        var where = new StringBuilder("select c from Conversation c where c.workspaceId = :workspace ");
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("workspace", wanted.workspaceId());
        // Conditions are added only where wanted: PostgreSQL can't tell the type of a parameter that is null.
        if (wanted.status() != null) {
            where.append("and c.status = :status ");
            parameters.put("status", wanted.status().toUpperCase(Locale.ROOT));
        }
        if (wanted.agentId() != null) {
            where.append("and c.agentId = :agent ");
            parameters.put("agent", wanted.agentId());
        }
        if (wanted.assigneeId() != null) {
            where.append("and c.assigneeId = :assignee ");
            parameters.put("assignee", wanted.assigneeId());
        } else if (wanted.unassigned()) {
            where.append("and c.assigneeId is null ");
        }
        if (wanted.tag() != null) {
            where.append("""
                    and exists (select 1 from ConversationTag t where t.conversationId = c.id
                        and t.workspaceId = :workspace and t.tagKey = :tag)
                    """);
            parameters.put("tag", SearchLine.folded(wanted.tag()));
        }
        if (wanted.text() != null && !wanted.text().isBlank()) {
            where.append("""
                    and exists (select 1 from SearchLine s where s.conversationId = c.id
                        and s.workspaceId = :workspace and s.text like :text escape '!')
                    """);
            parameters.put("text", "%" + escaped(SearchLine.folded(wanted.text().strip())) + "%");
        }
        where.append("""
                and c.lastActivityAt <= :at and (c.lastActivityAt < :at or c.id < :id)
                order by c.lastActivityAt desc, c.id desc
                """);
        var query = entityManager.createQuery(where.toString(), Conversation.class);
        parameters.forEach(query::setParameter);
        var rows = query.setParameter("at", cursor.at())
                .setParameter("id", cursor.id())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return Cursor.page(
                rows, page.limit(), conversation -> new Cursor(conversation.lastActivityAt(), conversation.id()));
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** A conversation's message; empty for another's. */
    Optional<Message> message(UUID id, UUID conversationId) {
        return Optional.ofNullable(entityManager.find(Message.class, id))
                .filter(message -> message.conversationId().equals(conversationId));
    }

    /** The tags of each conversation that has some, as they were ordered. */
    Map<UUID, List<String>> tags(Collection<UUID> conversationIds) {
        return entityManager
                .createQuery("""
                        select t from ConversationTag t where t.conversationId in :conversations order by t.position
                        """, ConversationTag.class)
                .setParameter("conversations", conversationIds)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        ConversationTag::conversationId,
                        Collectors.mapping(ConversationTag::tag, Collectors.toList())));
    }

    void tag(Conversation conversation, List<String> tags) {
        entityManager
                .createQuery(
                        "select t from ConversationTag t where t.conversationId = :conversation", ConversationTag.class)
                .setParameter("conversation", conversation.id())
                .getResultList()
                .forEach(entityManager::remove);
        unindex(conversation.id());
        // the old rows must be gone first: a tag that stays has the same key
        entityManager.flush();
        for (int position = 0; position < tags.size(); position++) {
            entityManager.persist(new ConversationTag(conversation, tags.get(position), position));
        }
        index(conversation, conversation.id(), String.join("\n", tags));
    }

    List<Note> notes(UUID conversationId) {
        return entityManager
                .createQuery("""
                        select n from Note n where n.conversationId = :conversation order by n.createdAt, n.id
                        """, Note.class)
                .setParameter("conversation", conversationId)
                .getResultList();
    }

    /** What was mailed of a conversation, locked until the transaction ends. Of two that make the row at once one fails. */
    ReplyMail lockedReplyMail(UUID conversationId) {
        var kept = entityManager.find(ReplyMail.class, conversationId, LockModeType.PESSIMISTIC_WRITE);
        if (kept != null) {
            return kept;
        }
        var made = new ReplyMail(conversationId);
        entityManager.persist(made);
        entityManager.flush();
        return made;
    }

    /** Moves a member's mark forward to this position; the conversation is locked by the caller. */
    void read(UUID conversationId, UUID memberId, int position) {
        var mark = entityManager.find(ReadMark.class, new ReadMark.Key(conversationId, memberId));
        if (mark == null) {
            entityManager.persist(new ReadMark(conversationId, memberId, position));
        } else {
            mark.movedTo(position);
        }
    }

    /** How many messages of the visitor lie behind the member's mark, for each conversation that has any. */
    Map<UUID, Integer> unread(UUID memberId, Collection<UUID> conversationIds) {
        return entityManager
                .createQuery("""
                        select m.conversationId, count(m) from Message m
                        left join ReadMark r on r.conversationId = m.conversationId and r.memberId = :member
                        where m.conversationId in :conversations and m.author = 'VISITOR'
                          and (r.position is null or m.position > r.position)
                        group by m.conversationId
                        """, Object[].class)
                .setParameter("member", memberId)
                .setParameter("conversations", conversationIds)
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> ((Long) row[1]).intValue()));
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

    List<UUID> visitorsOf(Collection<String> tokenHashes) {
        return tokenHashes.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery(
                                "select distinct t.visitorId from VisitorToken t where t.tokenHash in :hashes",
                                UUID.class)
                        .setParameter("hashes", tokenHashes)
                        .getResultList();
    }

    @Nullable Confirmation confirmation(UUID id) {
        return entityManager.find(Confirmation.class, id);
    }

    /** The question as it stands now, read again once the conversation is locked. */
    Confirmation refreshed(Confirmation confirmation) {
        entityManager.refresh(confirmation, LockModeType.PESSIMISTIC_WRITE);
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
