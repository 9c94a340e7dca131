-- somebody is known by this name; what else is known of them stays
insert into conversation.user_profiles (user_id, user_name, created_at, changed_at)
select :#userId, :#userName, cast(:#at as timestamptz), cast(:#at as timestamptz)
on conflict (user_id) do update
set user_name = excluded.user_name, changed_at = excluded.changed_at
where user_profiles.user_name <> excluded.user_name
and user_profiles.changed_at <= excluded.changed_at
