create table endpoint (
    id uuid not null primary key,
    workspace_id uuid not null,
    url varchar(4000) not null,
    events varchar(1000) not null,
    filter text,
    description varchar(1000),
    status varchar(20) not null,
    status_reason varchar(500),
    secret varchar(500) not null,
    previous_secret varchar(500),
    previous_secret_until timestamp(6) with time zone,
    failing_since timestamp(6) with time zone,
    held_until timestamp(6) with time zone,
    created_by uuid,
    created_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null
);
create index endpoint_created_at on endpoint (workspace_id, created_at, id);

-- The id is derived from event and endpoint: an event that is handled twice makes one delivery. due_at is also the lease
-- of a node that makes an attempt: crashed, it is due again. tries counts the attempts of the present round, attempts all.
-- subject_id is the lead, contact or conversation it tells of, so that it can be forgotten.
create table delivery (
    id uuid not null primary key,
    workspace_id uuid not null,
    endpoint_id uuid not null references endpoint (id) on delete cascade,
    event_type varchar(50) not null,
    subject_id uuid,
    body text,
    status varchar(20) not null,
    due_at timestamp(6) with time zone,
    claim uuid,
    forced boolean not null,
    tries int not null,
    attempts int not null,
    first_attempt_at timestamp(6) with time zone,
    delivered_at timestamp(6) with time zone,
    created_at timestamp(6) with time zone not null
);
create index delivery_due on delivery (endpoint_id, status, due_at);
create index delivery_created_at on delivery (endpoint_id, created_at, id);
create index delivery_subject on delivery (subject_id);
create index delivery_status on delivery (status, due_at);

create table attempt (
    id uuid not null primary key,
    delivery_id uuid not null references delivery (id) on delete cascade,
    number int not null,
    made_at timestamp(6) with time zone not null,
    duration_millis bigint not null,
    outcome varchar(20) not null,
    error varchar(500),
    request_url varchar(4000) not null,
    request_headers text not null,
    response_status int,
    response_headers text,
    response_body text
);
create index attempt_of on attempt (delivery_id, number);
