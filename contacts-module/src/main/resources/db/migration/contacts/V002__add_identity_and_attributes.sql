-- Columns ending in _key are folded in Java (platform Folding): the databases' own lower() differ. Where a value has a
-- source, an actor and a time beside it, they say where it came from (see decision 24).
alter table contact add column external_id_key varchar(512);
alter table contact add column external_id_source varchar(30);
alter table contact add column external_id_actor varchar(100);
alter table contact add column external_id_set_at timestamp(6) with time zone;
alter table contact add column name_key varchar(2000);
alter table contact add column name_source varchar(30);
alter table contact add column name_actor varchar(100);
alter table contact add column name_set_at timestamp(6) with time zone;
alter table contact add column created_source varchar(30);
alter table contact add column created_actor varchar(100);
update contact set created_source = case when sources like '["api%' then 'api' else 'form' end, created_actor = 'system';
update contact set name_key = lower(name), name_source = created_source, name_actor = 'system', name_set_at = created_at
    where name is not null;
alter table contact alter column created_source set not null;
alter table contact alter column created_actor set not null;

-- the primary ones stand in contact too; whose a value is says the unique index here alone
drop index contact_email_key;
drop index contact_phone;
create index contact_by_email on contact (workspace_id, email_key, id);
create index contact_by_phone on contact (workspace_id, phone, id);

create table contact_email (
    id uuid not null primary key,
    workspace_id uuid not null,
    contact_id uuid not null references contact (id),
    email varchar(508) not null,
    email_key varchar(508) not null,
    is_primary boolean not null,
    source varchar(30) not null,
    actor varchar(100) not null,
    added_at timestamp(6) with time zone not null
);
create unique index contact_email_owner on contact_email (workspace_id, email_key);
create index contact_email_of on contact_email (contact_id);
insert into contact_email (id, workspace_id, contact_id, email, email_key, is_primary, source, actor, added_at)
    select id, workspace_id, id, email, email_key, true, created_source, 'system', created_at
    from contact where email is not null;

create table contact_phone (
    id uuid not null primary key,
    workspace_id uuid not null,
    contact_id uuid not null references contact (id),
    phone varchar(32) not null,
    is_primary boolean not null,
    source varchar(30) not null,
    actor varchar(100) not null,
    added_at timestamp(6) with time zone not null
);
create unique index contact_phone_owner on contact_phone (workspace_id, phone);
create index contact_phone_of on contact_phone (contact_id);
insert into contact_phone (id, workspace_id, contact_id, phone, is_primary, source, actor, added_at)
    select id, workspace_id, id, phone, true, created_source, 'system', created_at
    from contact where phone is not null;

create table custom_attribute (
    id uuid not null primary key,
    workspace_id uuid not null,
    name varchar(120) not null,
    name_key varchar(120) not null,
    label varchar(200) not null,
    type varchar(20) not null,
    description varchar(1000),
    archived boolean not null,
    created_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null,
    version bigint not null
);
create unique index custom_attribute_name on custom_attribute (workspace_id, name_key);
create index custom_attribute_created_at on custom_attribute (workspace_id, created_at, id);

create table contact_attribute (
    contact_id uuid not null references contact (id),
    attribute_id uuid not null references custom_attribute (id),
    workspace_id uuid not null,
    text_value varchar(1000),
    text_key varchar(1000),
    number_value numeric(30, 10),
    boolean_value boolean,
    date_value date,
    source varchar(30) not null,
    actor varchar(100) not null,
    set_at timestamp(6) with time zone not null,
    primary key (contact_id, attribute_id)
);
create index contact_attribute_text on contact_attribute (attribute_id, text_key, contact_id);
create index contact_attribute_number on contact_attribute (attribute_id, number_value, contact_id);
create index contact_attribute_boolean on contact_attribute (attribute_id, boolean_value, contact_id);
create index contact_attribute_date on contact_attribute (attribute_id, date_value, contact_id);

-- what was changed about a contact after it was made; it keeps the id of a contact that was merged into another
create table contact_change (
    id uuid not null primary key,
    workspace_id uuid not null,
    contact_id uuid not null,
    kind varchar(20) not null,
    source varchar(30) not null,
    actor varchar(100) not null,
    other_id uuid,
    changes text not null,
    changed_at timestamp(6) with time zone not null
);
create index contact_change_of on contact_change (contact_id, changed_at, id);

-- a merge with all that undoing it needs
create table contact_merge (
    id uuid not null primary key,
    workspace_id uuid not null,
    survivor_id uuid not null,
    merged_id uuid not null,
    actor varchar(100) not null,
    merged_at timestamp(6) with time zone not null,
    undone_by varchar(100),
    undone_at timestamp(6) with time zone,
    kept text not null,
    version bigint not null
);
create index contact_merge_of on contact_merge (survivor_id, merged_at);

-- where a merged contact's id leads; the external id it had still finds the person
create table contact_redirect (
    merged_id uuid not null primary key,
    workspace_id uuid not null,
    survivor_id uuid not null,
    merge_id uuid not null,
    external_id varchar(512),
    since timestamp(6) with time zone not null
);
create index contact_redirect_to on contact_redirect (survivor_id);
create index contact_redirect_external_id on contact_redirect (workspace_id, external_id);

-- two contacts that may be one person; first_id is the smaller id
create table duplicate_suggestion (
    id uuid not null primary key,
    workspace_id uuid not null,
    first_id uuid not null,
    second_id uuid not null,
    reason varchar(100) not null,
    suggested_at timestamp(6) with time zone not null,
    dismissed_by varchar(100),
    dismissed_at timestamp(6) with time zone
);
create unique index duplicate_suggestion_pair on duplicate_suggestion (workspace_id, first_id, second_id, reason);
create index duplicate_suggestion_second on duplicate_suggestion (second_id);
create index duplicate_suggestion_at on duplicate_suggestion (workspace_id, suggested_at, id);

-- a lead of a deleted contact stays registered, as nobody's, so that it is not registered again
alter table contact_lead alter column contact_id drop not null;
alter table contact_lead add column submitted_at timestamp(6) with time zone;
update contact_lead set submitted_at = registered_at;
alter table contact_lead alter column submitted_at set not null;
alter table contact_lead add column conversation_id uuid;
alter table contact_lead add column conversation_started_at timestamp(6) with time zone;
create index contact_lead_submitted on contact_lead (contact_id, submitted_at, lead_id);

-- whoever writes values that identify a person locks the rows these values fall on, in order of their number
create table identity_lock (
    stripe integer not null primary key
);
insert into identity_lock (stripe)
    select a.n * 16 + b.n
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15)) a (n),
         (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15)) b (n);
