create table visitor (
    id uuid not null primary key,
    workspace_id uuid not null,
    agent_id uuid not null,
    declined boolean not null,
    created_at timestamp(6) with time zone not null,
    version bigint not null
);

create table visitor_token (
    token_hash varchar(64) not null primary key,
    visitor_id uuid not null references visitor (id),
    expires_at timestamp(6) with time zone not null
);
create index visitor_token_visitor on visitor_token (visitor_id);

create table conversation (
    id uuid not null primary key,
    workspace_id uuid not null,
    agent_id uuid not null,
    visitor_id uuid not null references visitor (id),
    status varchar(20) not null,
    source text not null,
    locale varchar(100),
    visitor_turns int not null,
    messages int not null,
    created_at timestamp(6) with time zone not null,
    last_activity_at timestamp(6) with time zone not null,
    version bigint not null
);
create index conversation_activity on conversation (workspace_id, last_activity_at, id);
create index conversation_visitor on conversation (visitor_id);

create table message (
    id uuid not null primary key,
    conversation_id uuid not null references conversation (id),
    position int not null,
    author varchar(20) not null,
    parts text not null,
    created_at timestamp(6) with time zone not null
);
create unique index message_position on message (conversation_id, position);

create table confirmation (
    id uuid not null primary key,
    conversation_id uuid not null references conversation (id),
    visitor_id uuid not null,
    action_id uuid not null,
    text varchar(4000) not null,
    status varchar(20) not null,
    asked_at timestamp(6) with time zone not null,
    asked_at_turn int not null,
    closed_at timestamp(6) with time zone,
    closed_at_turn int not null,
    answer_position int not null,
    version bigint not null
);
create index confirmation_conversation on confirmation (conversation_id);

-- why a form was or wasn't offered, one row per visitor message
create table decision (
    message_id uuid not null primary key,
    conversation_id uuid not null references conversation (id),
    engine varchar(40) not null,
    offer varchar(20) not null,
    score double precision not null,
    concept varchar(100),
    nearest_example text,
    rule varchar(60) not null,
    reason varchar(1000) not null,
    decided_at timestamp(6) with time zone not null
);
create index decision_conversation on decision (conversation_id);

create table lead_form (
    id uuid not null primary key,
    workspace_id uuid not null,
    agent_id uuid not null,
    conversation_id uuid not null references conversation (id),
    visitor_id uuid not null,
    action_id uuid not null,
    status varchar(20) not null,
    fields text not null,
    known_values text not null,
    success_message varchar(2000) not null,
    dismiss_message varchar(2000) not null,
    offered_at timestamp(6) with time zone not null,
    offered_at_turn int not null,
    seen_at timestamp(6) with time zone,
    started_at timestamp(6) with time zone,
    closed_at timestamp(6) with time zone,
    closed_at_turn int not null,
    version bigint not null
);
create index lead_form_conversation on lead_form (conversation_id);
create index lead_form_visitor on lead_form (visitor_id, offered_at);

-- what visitors did with a form, for the funnel
create table lead_form_event (
    id uuid not null primary key,
    form_id uuid not null references lead_form (id),
    workspace_id uuid not null,
    type varchar(30) not null,
    field varchar(60),
    happened_at timestamp(6) with time zone not null
);
create index lead_form_event_form on lead_form_event (form_id);

create table lead (
    id uuid not null primary key,
    workspace_id uuid not null,
    agent_id uuid not null,
    conversation_id uuid,
    visitor_id uuid,
    form_id uuid,
    fields text not null,
    search_text text not null,
    source text not null,
    consent boolean,
    status varchar(20) not null,
    announced boolean not null,
    note text,
    created_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null,
    version bigint not null
);
-- a form makes one lead, however often and from wherever it is submitted
create unique index lead_form_once on lead (form_id);
create index lead_newest on lead (workspace_id, created_at, id);
create index lead_agent_newest on lead (workspace_id, agent_id, created_at, id);
create index lead_conversation on lead (conversation_id);
create index lead_visitor on lead (visitor_id);
