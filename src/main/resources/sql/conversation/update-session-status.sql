-- how a conversation stands; an older word of it changes nothing
update conversation.sessions
set status = :#status,
    context = coalesce(cast(:#context as json), context),
    status_at = cast(:#at as timestamptz)
where id = cast(:#id as uuid)
and (status_at is null or status_at <= cast(:#at as timestamptz))
