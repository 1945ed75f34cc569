"""The rules that the database's own catalogue must keep, as queries that name each offender."""

TENANT_FREE = {
    "tenant": "the tenants themselves",
    "hostname": "decides the tenant, so it is read before any is known",
    "hosting": "an agreement between two tenants, seen by both",
    "account": "one person in several municipalities",
    "credentials": "of an account, read only by its own person",
    "clock_task": "what the clock has to do for all tenants",
    "alembic_version": "which migration the tables stand at",
}
# Read before a tenant is known, or by whoever chooses among several.
DIRECTORY = ("tenant", "hostname", "hosting")
# Policies that do not ask for whom: each is a hole in a wall, with its reason.
OPEN = {
    "clock_task.yp_relay_all": "the clock works for all tenants at once",
    "event.yp_operator_insert": "what the operator did is told to the tenant it was done to",
    "invitation.yp_operator_insert": "the first administrator of a tenant is invited from outside",
    "letter.yp_operator_insert": "and gets a letter",
    "letter.yp_person_insert": "a sign-in link is written before anybody is at home",
    "letter.yp_relay_select": "the relay carries the letters of all tenants",
    "letter.yp_relay_update": "and settles them",
    "letter.yp_relay_delete": "and removes those that have ended",
    "refusal.yp_relay_select": "the relay asks who wants no such letters",
}
# SECURITY DEFINER functions step over the walls: each would need its reason here.
DEFINERS: dict[str, str] = {}
# Columns without a length that hold only what our own code writes.
UNLIMITED: dict[str, str] = {}

# What the rules below read from.
WITH = """
with tables as (
    select c.oid as id, c.relname::text as name, relrowsecurity, relforcerowsecurity, relowner,
        (select attnum from pg_attribute a where a.attrelid = c.oid
            and a.attname = 'tenant_id' and not a.attisdropped) as tenant
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
),
ours as (select oid, rolname::text as name from pg_roles where rolname like 'yp!_%' escape '!'),
working as (select * from ours where name <> 'yp_owner')
"""

RULES = {
    "a table stands without a forced wall": """
        select name from tables where name <> 'alembic_version'
            and not (relrowsecurity and relforcerowsecurity)""",
    "a table without a tenant is on no list": """
        select name from tables where tenant is null and name <> all (:tenant_free)""",
    "a table with a tenant is on the list of those without": """
        select name from tables where tenant is not null and name = any (:tenant_free)""",
    "a tenant's column may be empty": """
        select name from tables join pg_attribute on attrelid = id and attnum = tenant
        where not attnotnull or atttypid <> 'uuid'::regtype""",
    "a table has no primary key": """
        select name from tables where not exists
            (select from pg_index where indrelid = id and indisprimary)""",
    "a unique index does not begin with the tenant": """
        select indexrelid::regclass::text from pg_index join tables on id = indrelid
        where tenant is not null and indisunique and indkey[0] <> tenant""",
    "an index begins with neither the tenant nor a key to a row of no tenant": """
        select indexrelid::regclass::text from pg_index join tables on id = indrelid
        where tenant is not null and indkey[0] <> tenant and not exists (
            select from pg_constraint f join tables parent on parent.id = f.confrelid
            where f.conrelid = indrelid and parent.tenant is null and f.conkey[1] = indkey[0])""",
    "a foreign key between tenants' tables does not begin with the tenant": """
        select conname::text from pg_constraint
        join tables child on child.id = conrelid join tables parent on parent.id = confrelid
        where contype = 'f' and child.tenant is not null and parent.tenant is not null
            and (conkey[1] <> child.tenant or confkey[1] <> parent.tenant)""",
    "a foreign key would set the tenant to null": """
        select conname::text from pg_constraint join tables on id = conrelid
        where contype = 'f' and confdeltype in ('n', 'd') and tenant = any (conkey)
            and (confdelsetcols is null or tenant = any (confdelsetcols))""",
    "a foreign key follows a changed key": """
        select conname::text from pg_constraint join tables on id = conrelid
        where contype = 'f' and confupdtype not in ('a', 'r')""",
    "a foreign key has no index": """
        select conname::text from pg_constraint join tables on id = conrelid
        where contype = 'f' and not exists (
            select from pg_index where indrelid = conrelid and indpred is null
            and (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey)""",
    "a constraint is not validated": """
        select conname::text from pg_constraint join tables on id = conrelid
        where not convalidated""",
    "a role of ours may do more than work": """
        select name from ours join pg_roles r using (oid)
        where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
            or rolinherit or (rolcanlogin and name <> 'yp_web')""",
    "a working role owns something": """
        select name || ' owns ' || relname from working w join pg_class on relowner = w.oid
        union all select name || ' owns ' || proname from working w
            join pg_proc on proowner = w.oid
        union all select name || ' owns ' || nspname from working w
            join pg_namespace on nspowner = w.oid""",
    "a table belongs to somebody else": """
        select name from tables where relowner <> 'yp_owner'::regrole""",
    "a role is a member of more than its own": """
        select m.name || ' in ' || o.rolname from working m join pg_auth_members on member = m.oid
        join pg_roles o on o.oid = roleid where m.name <> 'yp_web' or o.rolname not in
        ('yp_app', 'yp_host', 'yp_lobby', 'yp_person', 'yp_relay', 'yp_operator')""",
    "the login may do something by itself": """
        select name from tables where has_table_privilege('yp_web', id,
            'select, insert, update, delete, truncate, references, trigger')
            or has_any_column_privilege('yp_web', id, 'select, insert, update')""",
    "a right is granted to everybody": """
        select relname::text from pg_class, aclexplode(relacl) where grantee = 0
            and relnamespace = 'public'::regnamespace""",
    "a working role may truncate, refer or trigger": """
        select name || ' on ' || relname from working w, pg_class
        where relkind in ('r', 'p', 'v') and relnamespace = 'public'::regnamespace
            and has_table_privilege(w.oid, pg_class.oid, 'truncate, references, trigger')""",
    "a right has no policy of its own": """
        select distinct name || ': ' || privilege_type || ' for ' || grantee::regrole
        from tables join lateral (
            select relacl as acl from pg_class c where c.oid = tables.id
            union all select attacl from pg_attribute where attrelid = tables.id) rights on true,
            aclexplode(acl)
        where grantee <> relowner and not exists (
            select from pg_policies where tablename = name and grantee::regrole::text = any (roles)
            and cmd in (privilege_type, 'ALL'))""",
    "two policies of one role widen each other": """
        select tablename || ': ' || string_agg(policyname, ', ' order by policyname)
        from pg_policies, unnest(roles) r,
            unnest(case cmd when 'ALL' then array['SELECT', 'INSERT', 'UPDATE', 'DELETE']
                else array[cmd] end) act
        where schemaname = 'public' group by tablename, r, act having count(*) > 1""",
    "a policy is for everybody": """
        select tablename || '.' || policyname from pg_policies
        where schemaname = 'public' and not roles <@ array['yp_app', 'yp_host', 'yp_lobby',
            'yp_person', 'yp_relay', 'yp_operator']::name[]""",
    "a policy compares with something else than the settings of the scope": r"""
        select tablename || '.' || policyname from pg_policies
        where schemaname = 'public' and tablename <> all (:directory)
            and tablename || '.' || policyname <> all (:open) and exists (
                select from unnest(array[qual, with_check]) rows where rows is not null
                and rows !~ 'current_setting\(''app\.(tenant_id|reach|account_id|email)'''
                and rows !~ 'EXISTS \( SELECT[^()]* FROM member')""",
    "a policy writes where it may not read back": """
        select tablename || '.' || policyname from pg_policies
        where schemaname = 'public' and cmd in ('ALL', 'UPDATE')
            and with_check is distinct from qual""",
    "a view asks as its owner": """
        select relname::text from pg_class where relkind = 'v'
            and relnamespace = 'public'::regnamespace
            and not coalesce(reloptions @> '{security_invoker=true}', false)""",
    "a view keeps rows of its own": """
        select relname::text from pg_class where relkind = 'm'
            and relnamespace = 'public'::regnamespace""",
    "a function steps over the walls": """
        select proname::text from pg_proc where prosecdef
            and pronamespace = 'public'::regnamespace and proname <> all (:definers)""",
    "a native enum is used": """
        select typname::text from pg_type where typtype = 'e'
            and typnamespace = 'public'::regnamespace""",
    "a text has no greatest length": """
        select name || '.' || attname from tables join pg_attribute on attrelid = id
        where attnum > 0 and (atttypid = 'text'::regtype
            or atttypid = 'varchar'::regtype and atttypmod = -1)
            and name || '.' || attname <> all (:unlimited)""",
    "a time has no time zone": """
        select name || '.' || attname from tables join pg_attribute on attrelid = id
        where attnum > 0 and atttypid in ('timestamp'::regtype, 'time with time zone'::regtype)""",
    "a number is drawn from a sequence": """
        select relname::text from pg_class where relkind = 'S'
            and relnamespace = 'public'::regnamespace""",
    "a rule or a trigger of somebody's acts on a table": """
        select tgname::text from pg_trigger join tables on id = tgrelid where not tgisinternal
        union all select rulename::text from pg_rewrite join tables on id = ev_class""",
    "a table is reached past its parent": """
        select inhrelid::regclass::text from pg_inherits""",
    "everybody may create in the schema": """
        select nspname::text from pg_namespace where nspname = 'public'
            and has_schema_privilege('yp_web', oid, 'create')""",
    "everybody may make temporary tables": """
        select datname::text from pg_database where datname = current_database()
            and has_database_privilege('yp_web', oid, 'temporary, create')""",
    "a setting can be moved inside a SELECT": """
        select proname::text from pg_proc where proname = 'set_config'
            and has_function_privilege('yp_web', oid, 'execute')""",
}
