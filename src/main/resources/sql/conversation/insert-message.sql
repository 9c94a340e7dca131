-- a message as it came in
insert into conversation.messages (id, session_id, robot_id, message_id, group_name, sender_name, content, raw_message,
    text_type, at_me, received_at)
select cast(:#id as uuid), cast(:#sessionId as uuid), :#robotId, :#messageId, :#groupName, :#senderName, :#content,
    :#rawMessage, cast(:#textType as integer), cast(:#atMe as boolean), cast(:#receivedAt as timestamptz)
on conflict (id) do nothing
