-- Fills a migrated, empty database: bench.towns towns with bench.rows rows each, all alike.
-- Of a town's rows 22 areas stand on one page with 24 actors; the rest is what lies around them.
-- All towns grow side by side, so the rows of one lie far apart, in every size alike.
set session_replication_role = replica;
create function pg_temp.towns() returns int as
    $$select current_setting('bench.towns')::int$$ language sql;
create function pg_temp.per_town() returns int as
    $$select current_setting('bench.rows')::int$$ language sql;
create function pg_temp.id(kind text, town int, number int) returns uuid as
    $$select (lpad(to_hex(town), 8, '0') || '-' || kind || '-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid$$
    language sql immutable;
create function pg_temp.areas() returns int as $$select greatest(22, pg_temp.per_town() / 10)$$ language sql;
create function pg_temp.actors() returns int as $$select greatest(24, pg_temp.per_town() / 5)$$ language sql;
create function pg_temp.members() returns int as
    $$select pg_temp.per_town() - pg_temp.areas() - 2 * pg_temp.actors() - 2$$ language sql;
create function pg_temp.first_name(number int) returns text as
    $$select (array['Aino', 'Väinö', 'Helmi', 'Eino', 'Sisko', 'Toivo', 'Kerttu'])[1 + number % 7]$$
    language sql immutable;
create function pg_temp.family_name(number int) returns text as
    $$select (array['Korhonen', 'Mäkinen', 'Räsänen', 'Heikkinen', 'Ikonen'])[1 + number % 5] || number$$
    language sql immutable;

insert into tenant (id, created_at, kind, slug, names, short_names, language_status, initials,
    coat_of_arms, colour, sender_name, contact_name, contact_email, contact_phone)
select pg_temp.id('0001', town, 0), now(), 'municipality', 'town-' || town,
    jsonb_build_object('fi', 'Kunta ' || town), jsonb_build_object('fi', 'Kunta ' || town),
    'fi', 'K', '', '#0b5c8a', '', '', '', ''
from generate_series(1, pg_temp.towns()) town;

insert into account (id, created_at, email, language)
select pg_temp.id('0002', town, number), now(), 'person-' || town || '-' || number || '@example.org', 'fi'
from generate_series(1, pg_temp.towns()) town, generate_series(1, pg_temp.members()) number
order by number, town;

insert into member (tenant_id, id, created_at, account_id, first_name, family_name, sort_name, title, phone)
select pg_temp.id('0001', town, 0), pg_temp.id('0003', town, number), now(),
    pg_temp.id('0002', town, number), pg_temp.first_name(number), pg_temp.family_name(number),
    lower(pg_temp.family_name(number) || ' ' || pg_temp.first_name(number)), 'Puheenjohtaja', ''
from generate_series(1, pg_temp.towns()) town, generate_series(1, pg_temp.members()) number
order by number, town;

insert into area (tenant_id, id, created_at, kind, parent_id, names, sort_name, lead, story,
    story_html, contact_email, contact_phone, website, saved_at)
select pg_temp.id('0001', town, 0), pg_temp.id('0004', town, number), now(),
    case when number = 1 then 'merged' else 'village' end,
    case when number between 2 and 22 then pg_temp.id('0004', town, 1) end,
    jsonb_build_object('fi', 'Alue ' || number), 'alue ' || lpad(number::text, 4, '0'),
    jsonb_build_object('fi', 'Vesistöjen ja kylien alue, jonka sivua pitävät sen omat ihmiset.'),
    '{}', jsonb_build_object('fi', repeat('<p>Kylät järjestävät talkoita ja tapahtumia.</p>', 10)),
    'alue@example.org', '', '', now()
from generate_series(1, pg_temp.towns()) town, generate_series(1, pg_temp.areas()) number
order by number, town;

insert into actor (tenant_id, id, created_at, kind, sector, name, sort_name, email, phone, website)
select pg_temp.id('0001', town, 0), pg_temp.id('0005', town, number), now(), 'organisation', 'third',
    'Kyläyhdistys ' || number, 'kyläyhdistys ' || lpad(number::text, 4, '0'), '', '', ''
from generate_series(1, pg_temp.towns()) town, generate_series(1, pg_temp.actors()) number
order by number, town;

insert into actor_area (tenant_id, id, created_at, actor_id, area_id)
select pg_temp.id('0001', town, 0), pg_temp.id('0006', town, number), now(),
    pg_temp.id('0005', town, number),
    pg_temp.id('0004', town, case when number <= 24 then 1 else 1 + number % pg_temp.areas() end)
from generate_series(1, pg_temp.towns()) town, generate_series(1, pg_temp.actors()) number
order by number, town;

-- The reader represents the first actor and acts for it; another person coordinates the area.
insert into representative (tenant_id, id, created_at, actor_id, member_id, starts_on)
select pg_temp.id('0001', town, 0), pg_temp.id('0007', town, 1), now(),
    pg_temp.id('0005', town, 1), pg_temp.id('0003', town, 1), '2026-01-01'
from generate_series(1, pg_temp.towns()) town;
insert into appointment (tenant_id, id, created_at, member_id, role, area_id, starts_on)
select pg_temp.id('0001', town, 0), pg_temp.id('0008', town, 1), now(),
    pg_temp.id('0003', town, 2), 'area_coordinator', pg_temp.id('0004', town, 1), '2026-01-01'
from generate_series(1, pg_temp.towns()) town;
insert into session (tenant_id, id, created_at, account_id, member_id, actor_id, token_hash, device,
    seen_at, ends_at)
select pg_temp.id('0001', town, 0), pg_temp.id('0009', town, 1), now(), pg_temp.id('0002', town, 1),
    pg_temp.id('0003', town, 1), pg_temp.id('0005', town, 1),
    sha256(convert_to('session-' || town, 'UTF8')), '', now(), now()
from generate_series(1, pg_temp.towns()) town;

set session_replication_role = origin;
vacuum analyze;
