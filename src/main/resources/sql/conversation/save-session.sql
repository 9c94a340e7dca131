-- a conversation and when something was said in it last
insert into conversation.sessions (id, robot_id, session_type, name, last_message_at)
select cast(:#id as uuid), :#robotId, :#sessionType, :#name, cast(:#at as timestamptz)
on conflict (id) do update
set last_message_at = greatest(sessions.last_message_at, excluded.last_message_at)
