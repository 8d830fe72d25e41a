-- texts have room for two code units a character: H2 counts code units, PostgreSQL and our limits code points
create table agent (
    id uuid not null primary key,
    workspace_id uuid not null,
    name varchar(200) not null,
    greeting varchar(4000) not null,
    system_prompt varchar(16000) not null,
    locale varchar(35) not null,
    default_region varchar(2) not null,
    accent varchar(7),
    launcher_text varchar(120),
    allowed_origins text not null,
    -- true or null, never false: so that there is at most one demo agent
    demo boolean unique,
    created_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null,
    version bigint not null
);
create index agent_newest on agent (workspace_id, created_at, id);

create table action (
    id uuid not null primary key,
    workspace_id uuid not null,
    agent_id uuid not null references agent (id),
    kind varchar(60) not null,
    name varchar(60) not null,
    description varchar(4000) not null,
    mode varchar(10) not null,
    enabled boolean not null,
    sensitivity varchar(10) not null,
    offer_examples text not null,
    dont_offer_examples text not null,
    properties text not null,
    created_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null,
    version bigint not null,
    constraint action_name_once unique (agent_id, name)
);
create index action_newest on action (agent_id, created_at, id);
