alter table workspace add column time_zone varchar(100) default 'UTC' not null;
alter table workspace add column locale varchar(70) default 'en' not null;
alter table workspace add column default_region varchar(4) default 'US' not null;

alter table session add column user_agent varchar(400);

-- somebody asked to join; the row goes when they do, and its id becomes their account's if they are new
create table invitation (
    id uuid not null primary key,
    workspace_id uuid not null references workspace (id),
    email varchar(508) not null,
    email_key varchar(508) not null,
    role varchar(20) not null,
    token_hash varchar(64) not null unique,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    version bigint not null,
    unique (workspace_id, email_key)
);
create index invitation_workspace on invitation (workspace_id, created_at, id);

create index membership_workspace_created_at on membership (workspace_id, created_at, account_id);

create table password_reset (
    id uuid not null primary key,
    account_id uuid not null references account (id),
    token_hash varchar(64) not null unique,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null
);
create index password_reset_account on password_reset (account_id);
create index password_reset_expires_at on password_reset (expires_at);

-- rows are only ever added: no code updates or deletes them
create table audit_entry (
    id uuid not null primary key,
    workspace_id uuid not null references workspace (id),
    happened_at timestamp(6) with time zone not null,
    actor varchar(60) not null,
    action varchar(100) not null,
    resource_type varchar(60) not null,
    resource_id varchar(200),
    changes text not null
);
create index audit_entry_workspace on audit_entry (workspace_id, happened_at, id);
create index audit_entry_actor on audit_entry (workspace_id, actor, happened_at, id);
create index audit_entry_action on audit_entry (workspace_id, action, happened_at, id);
create index audit_entry_resource on audit_entry (workspace_id, resource_type, resource_id, happened_at, id);
