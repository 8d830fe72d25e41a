-- the secret is sealed with the installation's key: a hash is checked by making it again
create table identity_secret (
    agent_id uuid not null primary key references agent (id),
    sealed_secret varchar(500) not null,
    created_at timestamp(6) with time zone not null,
    version bigint not null
);
