-- the newest turns of a conversation, newest first
select role, content, created_at
from conversation.session_messages
where session_id = :session
order by created_at desc, id desc
limit :limit
