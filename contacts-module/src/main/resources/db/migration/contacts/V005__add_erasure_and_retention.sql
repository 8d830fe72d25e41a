-- that a person was erased: ids alone, nothing of the person
create table erasure (
    contact_id uuid not null primary key,
    workspace_id uuid not null,
    lead_ids text not null,
    actor varchar(100) not null,
    erased_at timestamp(6) with time zone not null
);

create table retention (
    workspace_id uuid not null primary key,
    leads_after varchar(40),
    contacts_after varchar(40),
    conversations_after varchar(40),
    statuses varchar(200),
    version bigint not null
);
