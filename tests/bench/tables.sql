-- In each town one table at work in the first area: 20 people, two meetings of 20 items, 20 actions.
-- The memo of the first meeting is published; that of the second is being written. The reader is
-- the secretary. They come on top of the rows of towns.sql, whose functions are used here.
set session_replication_role = replica;
create function pg_temp.said(number int) returns text as
    $$select '<p>Kohdassa ' || number || ' puhuttiin kyydeistä ja kauppa-autosta. Kylät kertoivat kokemuksistaan.</p>'$$
    language sql immutable;

insert into groups (tenant_id, id, created_at, kind, titles, sort_title, themes, goals, goal_for,
    goal_signs, background, background_html, ground_rules, ground_rules_html, outcome, outcome_html,
    agrees_later, meetings_planned, audience, memo_audience, started_at, saved_at)
select pg_temp.id('0001', town, 0), pg_temp.id('000a', town, 1), now(), 'table',
    jsonb_build_object('fi', 'Kyytipöytä'), 'kyytipöytä', '{}',
    jsonb_build_object('fi', 'Kukaan ei jää kyydittä.'), '{}', '{}', '{}',
    jsonb_build_object('fi', repeat('<p>Kylät järjestävät talkoita ja tapahtumia.</p>', 5)), '{}',
    jsonb_build_object('fi', '<p>Yksi puhuu kerrallaan.</p>'), '{}', '{}',
    false, 4, 'public', 'members', now(), now()
from generate_series(1, pg_temp.towns()) town;

insert into group_area (tenant_id, id, created_at, group_id, area_id)
select pg_temp.id('0001', town, 0), pg_temp.id('000b', town, 1), now(), pg_temp.id('000a', town, 1),
    pg_temp.id('0004', town, 1)
from generate_series(1, pg_temp.towns()) town;

insert into participant (tenant_id, id, created_at, group_id, member_id, actor_id, name, sort_name,
    email, phone, language, sector, role, seat, benefit, token_hash, links, invited_at, joined_at,
    reason, wishes, rules_accepted_at, named_by)
select pg_temp.id('0001', town, 0), pg_temp.id('000c', town, number), now(),
    pg_temp.id('000a', town, 1), case when number = 1 then pg_temp.id('0003', town, 1) end,
    pg_temp.id('0005', town, number), 'Osallistuja ' || number, 'osallistuja ' || lpad(number::text, 3, '0'),
    'osallistuja-' || town || '-' || number || '@example.org', '', 'fi',
    (array['public', 'business', 'third', 'parish', 'residents'])[1 + number % 5],
    case number when 1 then 'secretary' when 2 then 'chair' else 'member' end, 'Tuntee kylän', '',
    sha256(convert_to('participant-' || town || '-' || number, 'UTF8')), 0, now(), now(), '', '', now(), ''
from generate_series(1, pg_temp.towns()) town, generate_series(1, 20) number
order by number, town;

insert into meeting (tenant_id, id, created_at, group_id, number, starts_at, minutes, place,
    remote_link, sequence, invited_at, agenda_published_at, cancel_reason, summary, summary_html,
    checking_at, checked_at, checked_by_id, published_at, published_by_id, memo_version)
select pg_temp.id('0001', town, 0), pg_temp.id('000d', town, number), now(), pg_temp.id('000a', town, 1),
    number, now() + (number * 2 - 3) * interval '20 days', 90, 'Kylätalo', '', 0, now(), now(), '', '', '',
    case number when 1 then now() end, case number when 1 then now() end,
    case number when 1 then pg_temp.id('000c', town, 2) end, case number when 1 then now() end,
    case number when 1 then pg_temp.id('000c', town, 1) end, 2 - number
from generate_series(1, pg_temp.towns()) town, generate_series(1, 2) number
order by number, town;

insert into item (tenant_id, id, created_at, meeting_id, position, kind, title, minutes, text,
    text_html, agreed, agreed_html, version, saved_by, saved_from)
select pg_temp.id('0001', town, 0), pg_temp.id('000e', town, meeting * 100 + number), now(),
    pg_temp.id('000d', town, meeting), number, 'discussion', 'Asia ' || number, 4, 'Puhuttiin.',
    pg_temp.said(number), 'Sovittiin.', '<p>Sovittiin.</p>', 1, 'Sihteeri', ''
from generate_series(1, pg_temp.towns()) town, generate_series(1, 2) meeting, generate_series(1, 20) number
order by meeting, number, town;

insert into attendance (tenant_id, id, created_at, meeting_id, participant_id, invited_at, answer,
    answered_at, presence, stand_in)
select pg_temp.id('0001', town, 0), pg_temp.id('000f', town, number), now(), pg_temp.id('000d', town, 1),
    pg_temp.id('000c', town, number), now(), 'attend', now(), 'present', ''
from generate_series(1, pg_temp.towns()) town, generate_series(1, 20) number
order by number, town;

insert into action (tenant_id, id, created_at, group_id, meeting_id, item_id, what, actor_id,
    participant_id, party, due_on, is_continuing, assigned_at, note, figure_of)
select pg_temp.id('0001', town, 0), pg_temp.id('0010', town, number), now(), pg_temp.id('000a', town, 1),
    pg_temp.id('000d', town, 1), pg_temp.id('000e', town, 100 + number), 'Sovitaan kyydeistä ' || number,
    pg_temp.id('0005', town, number), pg_temp.id('000c', town, number), '',
    current_date + 30 + number, false, now(), '', ''
from generate_series(1, pg_temp.towns()) town, generate_series(1, 20) number
order by number, town;

-- As a published memo keeps it; people and parties by role and organisation.
create function pg_temp.someone(town int, number int) returns jsonb as $$
    select jsonb_build_object('id', pg_temp.id('000c', town, number), 'role', 'member',
        'seat', 'Tuntee kylän', 'sector', 'third', 'actor', 'Kyläyhdistys ' || number)
    $$ language sql immutable;
insert into memo_version (tenant_id, id, created_at, meeting_id, number, content, note, published_by_id)
select pg_temp.id('0001', town, 0), pg_temp.id('0011', town, 1), now(), pg_temp.id('000d', town, 1), 1,
    jsonb_build_object(
        'titles', jsonb_build_object('fi', 'Kyytipöytä'),
        'goals', jsonb_build_object('fi', 'Kukaan ei jää kyydittä.'),
        'number', 1, 'starts_at', '2026-10-12T15:00:00+00:00', 'minutes', 90, 'place', 'Kylätalo',
        'people', (select jsonb_agg(pg_temp.someone(town, n)
            || jsonb_build_object('presence', 'present', 'stand_in', '')) from generate_series(1, 20) n),
        'items', (select jsonb_agg(jsonb_build_object('id', pg_temp.id('000e', town, 100 + n),
            'kind', 'discussion', 'title', 'Asia ' || n, 'text_html', pg_temp.said(n),
            'agreed_html', '<p>Sovittiin.</p>', 'agreed', 'Sovittiin.')) from generate_series(1, 20) n),
        'actions', (select jsonb_agg(jsonb_build_object('id', pg_temp.id('0010', town, n),
            'item', pg_temp.id('000e', town, 100 + n), 'what', 'Sovitaan kyydeistä ' || n,
            'party', 'Kyläyhdistys ' || n, 'person', pg_temp.someone(town, n),
            'due_on', '2027-01-31', 'is_continuing', false)) from generate_series(1, 20) n),
        'summary', '', 'checked', '[]'::jsonb),
    '', pg_temp.id('000c', town, 1)
from generate_series(1, pg_temp.towns()) town;

set session_replication_role = origin;
vacuum analyze;
