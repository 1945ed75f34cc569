"""For each rule of the catalogue a fault, and the offender that the rule must then name."""

BARE = "create table bare (tenant_id uuid not null, id uuid not null"
KEY = "primary key (tenant_id, id)"
AS_OWNER = "set local role yp_owner"
ENDS = "reset role"
MEMBER_KEY = "foreign key (tenant_id, member_id) references member (tenant_id, id)"


def bare(*columns, key=KEY):
    """A table of the owner's that stands behind walls, so that only the named fault is new."""
    body = ", ".join([BARE, *columns, *([key] if key else [])])
    return (
        AS_OWNER,
        f"{body})",
        "alter table bare enable row level security, force row level security",
        ENDS,
    )


FAULTS = {
    "a table stands without a forced wall": [
        (["alter table member no force row level security"], "member"),
        (["alter table member disable row level security"], "member"),
        (["create table bare (id uuid primary key)"], "bare"),
    ],
    "a table without a tenant is on no list": [
        (["create table bare (id uuid primary key)"], "bare"),
    ],
    "a table with a tenant is on the list of those without": [
        (["alter table account add tenant_id uuid"], "account"),
    ],
    "a tenant's column may be empty": [
        (["create table bare (tenant_id uuid, id uuid)"], "bare"),
        (["create table bare (tenant_id text not null, id uuid)"], "bare"),
    ],
    "a table has no primary key": [(bare(key=None), "bare")],
    "a unique index does not begin with the tenant": [
        (bare(key="primary key (id, tenant_id)"), "bare_pkey"),
        (bare("email text unique"), "bare_email_key"),
    ],
    "an index begins with neither the tenant nor a key to a row of no tenant": [
        ([*bare("title text"), "create index astray on bare (title)"], "astray"),
    ],
    "a foreign key between tenants' tables does not begin with the tenant": [
        (
            [
                "alter table member add constraint loose unique (id)",
                *bare("member_id uuid constraint astray references member (id)")[1:],
            ],
            "astray",
        ),
    ],
    "a foreign key would set the tenant to null": [
        (bare("member_id uuid", f"constraint nulls {MEMBER_KEY} on delete set null"), "nulls"),
        (bare("member_id uuid", f"constraint nulls {MEMBER_KEY} on delete set default"), "nulls"),
    ],
    "a foreign key follows a changed key": [
        (bare("member_id uuid", f"constraint follows {MEMBER_KEY} on update cascade"), "follows"),
    ],
    "a foreign key has no index": [
        (bare("member_id uuid", f"constraint slow {MEMBER_KEY}"), "slow"),
        (
            [
                *bare("member_id uuid", "other uuid", f"constraint slow {MEMBER_KEY}"),
                "create index beside on bare (tenant_id, other, member_id)",
            ],
            "slow",
        ),
        (
            [
                *bare("member_id uuid", f"constraint slow {MEMBER_KEY}"),
                "create index partly on bare (tenant_id, member_id) where id is null",
            ],
            "slow",
        ),
    ],
    "a constraint is not validated": [
        (["alter table member add constraint later check (id is not null) not valid"], "later"),
    ],
    "a role of ours may do more than work": [
        ([f"alter role {role} {right}"], role)
        for role, right in (
            ("yp_app", "bypassrls"),
            ("yp_web", "superuser"),
            ("yp_relay", "createrole"),
            ("yp_host", "createdb"),
            ("yp_web", "inherit"),
            ("yp_operator", "login"),
        )
    ],
    "a working role owns something": [
        (["create table kept (id int)", "alter table kept owner to yp_app"], "yp_app owns kept"),
        (["create schema kept authorization yp_web"], "yp_web owns kept"),
        (
            [
                "create function kept() returns int language sql return 1",
                "alter function kept owner to yp_host",
            ],
            "yp_host owns kept",
        ),
    ],
    "a table belongs to somebody else": [(["alter table member owner to postgres"], "member")],
    "a role is a member of more than its own": [
        (["grant yp_owner to yp_web"], "yp_web in yp_owner"),
        (["grant yp_relay to yp_app"], "yp_app in yp_relay"),
        (["grant pg_read_all_data to yp_app"], "yp_app in pg_read_all_data"),
    ],
    "the login may do something by itself": [
        (["grant select on member to yp_web"], "member"),
        (["grant select (id) on member to yp_web"], "member"),
    ],
    "a right is granted to everybody": [(["grant select on member to public"], "member")],
    "a working role may truncate, refer or trigger": [
        (["grant truncate on member to yp_app"], "yp_app on member"),
        (["grant trigger on member to yp_relay"], "yp_relay on member"),
        (["grant references on member to yp_host"], "yp_host on member"),
    ],
    "a right has no policy of its own": [
        (["grant delete on event to yp_app"], "event: DELETE for yp_app"),
        (["grant update (what) on event to yp_app"], "event: UPDATE for yp_app"),
    ],
    "two policies of one role widen each other": [
        (
            ["create policy wider on member for select to yp_app using (true)"],
            "member: wider, yp_app_all",
        ),
    ],
    "a policy is for everybody": [(["create policy wide on member using (true)"], "member.wide")],
    "a policy compares with something else than the settings of the scope": [
        (["alter policy yp_app_all on member using (true)"], "member.yp_app_all"),
        (["alter policy yp_app_all on member with check (true)"], "member.yp_app_all"),
        (["create policy wide on member to yp_lobby using (id is not null)"], "member.wide"),
    ],
    "a policy writes where it may not read back": [
        (
            ["alter policy yp_app_all on member with check (tenant_id is not null)"],
            "member.yp_app_all",
        ),
    ],
    "a view asks as its owner": [(["create view peep as select * from member"], "peep")],
    "a view keeps rows of its own": [
        (["create materialized view peep as select * from member"], "peep"),
    ],
    "a function steps over the walls": [
        (
            ["create function peep() returns int language sql security definer return 1"],
            "peep",
        ),
    ],
    "a native enum is used": [(["create type mood as enum ('good')"], "mood")],
    "a text has no greatest length": [
        (["alter table member add motto text"], "member.motto"),
        (["alter table member add motto varchar"], "member.motto"),
    ],
    "a time has no time zone": [(["alter table member add at timestamp"], "member.at")],
    "a number is drawn from a sequence": [(["create sequence numbers"], "numbers")],
    "a rule or a trigger of somebody's acts on a table": [
        (["create rule spy as on update to member do also notify spies"], "spy"),
    ],
    "a table is reached past its parent": [
        (["create table part () inherits (member)"], "part"),
    ],
    "everybody may create in the schema": [(["grant create on schema public to public"], "public")],
    "everybody may make temporary tables": [
        (["grant temporary on database {database} to public"], "{database}"),
    ],
    "a setting can be moved inside a SELECT": [
        (
            ["grant execute on function pg_catalog.set_config(text, text, boolean) to public"],
            "set_config",
        ),
    ],
}
