-- the team's side: who looks after a conversation, whether the agent answers in it
alter table conversation add column assignee_id uuid;
alter table conversation add column agent_replies boolean default true not null;
create index conversation_status on conversation (workspace_id, status, last_activity_at, id);
create index conversation_assignee on conversation (workspace_id, assignee_id, last_activity_at, id);
create index conversation_agent on conversation (workspace_id, agent_id, last_activity_at, id);

-- the author of a member's message, by the name they had then; both null for one that came from an API key
alter table message add column member_id uuid;
alter table message add column author_name varchar(200);

alter table visitor add column last_seen_at timestamp(6) with time zone;

create table conversation_tag (
    conversation_id uuid not null references conversation (id) on delete cascade,
    tag_key varchar(200) not null,
    workspace_id uuid not null,
    tag varchar(100) not null,
    position int not null,
    primary key (conversation_id, tag_key)
);
create index conversation_tag_key on conversation_tag (workspace_id, tag_key, conversation_id);

-- what members write for each other; no visitor ever sees it
create table note (
    id uuid not null primary key,
    conversation_id uuid not null references conversation (id) on delete cascade,
    member_id uuid,
    author_name varchar(200),
    text text not null,
    created_at timestamp(6) with time zone not null
);
create index note_conversation on note (conversation_id, created_at, id);

-- up to where a member has read a conversation
create table read_mark (
    conversation_id uuid not null references conversation (id) on delete cascade,
    member_id uuid not null,
    position int not null,
    primary key (conversation_id, member_id)
);

-- what a conversation is found by, folded: a line per message, note and lead, and one of its tags (subject: itself)
create table search_line (
    subject_id uuid not null primary key,
    workspace_id uuid not null,
    conversation_id uuid not null references conversation (id) on delete cascade,
    text text not null
);
create index search_line_conversation on search_line (conversation_id);

-- up to where a conversation was sent to its visitor by e-mail; a row of its own, locked while a mail is on its way
create table reply_mail (
    conversation_id uuid not null primary key references conversation (id) on delete cascade,
    position int not null
);
