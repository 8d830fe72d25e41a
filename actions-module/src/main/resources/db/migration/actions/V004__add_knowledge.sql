create table knowledge_entry (
    id uuid not null primary key,
    workspace_id uuid not null,
    agent_id uuid not null references agent (id),
    title varchar(400) not null,
    questions text not null,
    text text not null,
    -- names the present wording: the index of an older one is out of date
    revision uuid not null unique,
    created_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null,
    version bigint not null
);
create index knowledge_entry_newest on knowledge_entry (agent_id, created_at, id);

-- vectors of a wording under one model, one after the other, each component four bytes
create table knowledge_index (
    entry_id uuid not null primary key references knowledge_entry (id),
    agent_id uuid not null,
    revision uuid not null,
    model_id varchar(200) not null,
    asked integer not null,
    vectors bytea not null,
    indexed_at timestamp(6) with time zone not null,
    version bigint not null
);
create index knowledge_index_agent on knowledge_index (agent_id);
