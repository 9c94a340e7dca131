-- keeps one finished workflow call; a row that is already there is left alone, so a batch may be repeated
insert into provider.ai_workflow_logs
    (id, workflow_name, provider, run_id, node_id, request_params, response_status, token_input, token_output,
     token_total, error_code, error_message, interrupt_event_id, duration_ms, created_at)
values
    (:#id, :#workflow_name, :#provider, :#run_id, :#node_id, cast(:#request_params as jsonb), :#response_status,
     :#token_input, :#token_output, :#token_total, :#error_code, :#error_message, :#interrupt_event_id,
     :#duration_ms, :#created_at)
on conflict (id) do nothing
