-- the rules for whoever brings none
select name, level, code, threshold, span, dedup, escalate, actions
from alert.alert_rules
where active
order by name
