-- asks for a robot's line; granted to one session, and free again the moment that session ends
select pg_try_advisory_lock(hashtextextended(?, 100))
