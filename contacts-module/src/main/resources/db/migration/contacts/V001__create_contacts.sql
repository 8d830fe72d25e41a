-- email_key is the e-mail in lower case, folded in Java: the databases' own lower() differ.
create table contact (
    id uuid not null primary key,
    workspace_id uuid not null,
    external_id varchar(512),
    name varchar(2000),
    email varchar(508),
    email_key varchar(508),
    phone varchar(32),
    sources varchar(400) not null,
    created_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null,
    last_seen_at timestamp(6) with time zone,
    version bigint not null
);
-- nulls are distinct: any number of contacts may lack a value
create unique index contact_email_key on contact (workspace_id, email_key);
create unique index contact_phone on contact (workspace_id, phone);
create unique index contact_external_id on contact (workspace_id, external_id);
create index contact_created_at on contact (workspace_id, created_at, id);

-- which lead was registered as which contact; its key makes a second delivery of a lead harmless
create table contact_lead (
    lead_id uuid not null primary key,
    workspace_id uuid not null,
    contact_id uuid not null references contact (id),
    registered_at timestamp(6) with time zone not null
);
create index contact_lead_contact on contact_lead (contact_id, registered_at);
