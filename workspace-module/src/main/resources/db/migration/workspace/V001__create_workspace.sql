-- texts have twice the room their limits ask for: H2 counts UTF-16 units, the limits count code points

-- the one row every node locks while it makes the first workspace, so that only one of them does
create table installation (
    id int not null primary key,
    prepared_at timestamp(6) with time zone
);
insert into installation (id) values (1);

create table workspace (
    id uuid not null primary key,
    name varchar(200) not null,
    created_at timestamp(6) with time zone not null,
    version bigint not null
);

create table account (
    id uuid not null primary key,
    email varchar(508) not null,
    email_key varchar(508) not null unique,
    name varchar(400) not null,
    password_hash varchar(200) not null,
    installation_owner boolean not null,
    created_at timestamp(6) with time zone not null,
    version bigint not null
);

create table membership (
    id uuid not null primary key,
    workspace_id uuid not null references workspace (id),
    account_id uuid not null references account (id),
    role varchar(20) not null,
    created_at timestamp(6) with time zone not null,
    version bigint not null,
    unique (account_id, workspace_id)
);
create index membership_workspace on membership (workspace_id);

create table session (
    id uuid not null primary key,
    token_hash varchar(64) not null unique,
    csrf_token varchar(100) not null,
    account_id uuid not null references account (id),
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    version bigint not null
);
create index session_account on session (account_id);
create index session_expires_at on session (expires_at);

create table api_key (
    id uuid not null primary key,
    workspace_id uuid not null references workspace (id),
    key_hash varchar(64) not null unique,
    label varchar(200) not null,
    scopes varchar(100) not null,
    agent_id uuid,
    created_at timestamp(6) with time zone not null,
    last_used_at timestamp(6) with time zone,
    version bigint not null
);
create index api_key_workspace on api_key (workspace_id, created_at, id);

-- who tried is a digest: people type passwords into the wrong field
create table sign_in_failure (
    id uuid not null primary key,
    who varchar(64) not null,
    failed_at timestamp(6) with time zone not null
);
create index sign_in_failure_who on sign_in_failure (who, failed_at);
create index sign_in_failure_failed_at on sign_in_failure (failed_at);
