-- the key is sealed with the installation's key, since it must be sent again
create table language_model (
    agent_id uuid not null primary key references agent (id),
    base_url varchar(1000),
    model varchar(400),
    sealed_key varchar(1000),
    enabled boolean not null,
    version bigint not null
);
