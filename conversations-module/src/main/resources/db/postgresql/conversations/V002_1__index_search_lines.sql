-- Part of a text is found by trigrams. The extension is trusted since PostgreSQL 13, so a database's owner may add it;
-- where that is forbidden the search works without the index, only slower.
do $$
declare
    place text;
begin
    begin
        create extension if not exists pg_trgm schema platform;
    exception when insufficient_privilege or undefined_file then
        raise notice 'pg_trgm is not available: searching conversations has no index';
    end;
    select n.nspname into place
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'pg_trgm';
    if place is not null then
        execute format('create index search_line_text on search_line using gin (text %I.gin_trgm_ops)', place);
    end if;
end
$$;
