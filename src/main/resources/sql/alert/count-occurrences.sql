-- how often a code came in other runs
select count(*)
from alert.occurrences
where code = :code
  and at > :since
  and run_id is distinct from :run
