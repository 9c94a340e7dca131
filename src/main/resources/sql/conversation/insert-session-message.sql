-- one turn of a conversation
insert into conversation.session_messages (id, session_id, role, content, created_at)
select cast(:#id as uuid), cast(:#sessionId as uuid), :#role, :#content, cast(:#createdAt as timestamptz)
on conflict (id) do nothing
