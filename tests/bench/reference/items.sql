-- 1,000,000 rows over 1,000 tenants for the references.
create table item (
    tenant_id int not null, id int not null, board_id int not null, position int not null,
    title text not null, body text not null, status text not null, owner text not null,
    email text not null, created_at timestamptz not null, saved_at timestamptz not null,
    primary key (tenant_id, id));
insert into item
select 1 + number % 1000, number, number / 1000 % 10, number / 1000, 'Asia ' || number,
    repeat('Valmistelu ja päätös. ', 8), (array['new', 'open', 'done'])[1 + number % 3],
    'Henkilö ' || number % 500, 'person' || number % 500 || '@example.org',
    timestamptz '2026-01-01' + number % 8000 * interval '1 hour',
    timestamptz '2026-06-01' + number % 4000 * interval '1 hour'
from generate_series(1, 1000000) number;
create index on item (tenant_id, board_id, position);
create role bench_reference login;
grant select on item to bench_reference;
vacuum analyze;
