-- part of a text is found by trigrams, where the extension could be made (V002_1)
do $$
declare
    place text;
begin
    select n.nspname into place
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'pg_trgm';
    if place is not null then
        execute format('create index lead_search_text on lead using gin (search_text %I.gin_trgm_ops)', place);
    end if;
end
$$;
