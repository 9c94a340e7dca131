-- how each model was when it was asked last
select distinct on (model_id) model_id, status, error_message, checked_at
from provider.ai_model_health_checks
order by model_id, checked_at desc, id desc
