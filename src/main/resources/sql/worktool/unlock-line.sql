-- gives a robot's line back
select pg_advisory_unlock(hashtextextended(?, 100))
