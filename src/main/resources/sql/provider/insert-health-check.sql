-- how a model was
insert into provider.ai_model_health_checks (model_id, status, response_time, error_message, checked_at)
values (:model, :status, :millis, :error, :at)
