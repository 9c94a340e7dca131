-- how somebody felt and what they wanted; moves their profile the first time it is stored
with fact as (
    insert into conversation.impressions (id, session_id, user_id, intent, emotion, created_at)
    select cast(:#id as uuid), cast(:#sessionId as uuid), :#userId, :#intent, :#emotion, cast(:#at as timestamptz)
    on conflict (id) do nothing
    returning user_id, intent, emotion, created_at
)
insert into conversation.user_profiles (user_id, user_name, emotion, complaint_count, created_at, changed_at)
select user_id, :#userName, emotion, case when intent = 'complaint' then 1 else 0 end, created_at, created_at
from fact
on conflict (user_id) do update
set emotion = excluded.emotion,
    complaint_count = user_profiles.complaint_count + excluded.complaint_count,
    changed_at = greatest(user_profiles.changed_at, excluded.changed_at)
