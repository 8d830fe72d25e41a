alter table membership add column new_leads varchar(20) default 'OFF' not null;

-- leads that a member's next digest is to tell of; the mail reads what they hold when it is sent
create table digest_entry (
    membership_id uuid not null references membership (id) on delete cascade,
    lead_id uuid not null,
    due_at timestamp(6) with time zone not null,
    primary key (membership_id, lead_id)
);
create index digest_entry_due_at on digest_entry (membership_id, due_at);
