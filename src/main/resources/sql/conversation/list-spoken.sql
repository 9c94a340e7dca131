-- who spoke in a conversation since a moment, newest first; what the robot said has no speaker
select id, coalesce(sender_name, '') as speaker, content, received_at as spoken_at
from conversation.messages
where session_id = :session
and received_at >= :since
union all
select id, '' as speaker, content, created_at as spoken_at
from conversation.session_messages
where session_id = :session
and role = 'assistant'
and created_at >= :since
order by spoken_at desc, id desc
limit :limit
