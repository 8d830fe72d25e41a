-- Keys are ordered by code points, as H2 orders them, whatever the database's own collation is. That is also what lets
-- an index find a text's beginning.
alter table contact alter column name_key type varchar(2000) collate "C";
alter table contact alter column external_id_key type varchar(512) collate "C";
alter table contact alter column email_key type varchar(508) collate "C";
alter table contact alter column phone type varchar(32) collate "C";
alter table contact_email alter column email_key type varchar(508) collate "C";
alter table contact_phone alter column phone type varchar(32) collate "C";
alter table contact_attribute alter column text_key type varchar(1000) collate "C";

-- an attribute value stands in one of the four columns: three of four index entries would be of nothing
drop index contact_attribute_text;
drop index contact_attribute_number;
drop index contact_attribute_boolean;
drop index contact_attribute_date;
create index contact_attribute_text on contact_attribute (attribute_id, text_key, contact_id)
    where text_key is not null;
create index contact_attribute_number on contact_attribute (attribute_id, number_value, contact_id)
    where number_value is not null;
create index contact_attribute_boolean on contact_attribute (attribute_id, boolean_value, contact_id)
    where boolean_value is not null;
create index contact_attribute_date on contact_attribute (attribute_id, date_value, contact_id)
    where date_value is not null;
-- which values there are depends on the attribute
create statistics contact_attribute_texts (mcv, dependencies) on attribute_id, text_key from contact_attribute;
create statistics contact_attribute_booleans (mcv, dependencies) on attribute_id, boolean_value from contact_attribute;

-- Part of a text is found by trigrams. The extension is trusted since PostgreSQL 13, so a database's owner may add it;
-- where that is forbidden the search works without the index, only slower.
do $$
declare
    place text;
begin
    begin
        create extension if not exists pg_trgm schema platform;
    exception when insufficient_privilege or undefined_file then
        raise notice 'pg_trgm is not available: searching contacts has no index';
    end;
    select n.nspname into place
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'pg_trgm';
    if place is not null then
        execute format('create index contact_search_text on contact using gin (search_text %I.gin_trgm_ops)', place);
    end if;
end
$$;
