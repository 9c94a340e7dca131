-- keeps one finished model call; a row that is already there is left alone, so a batch may be repeated
insert into provider.ai_io_logs
    (id, model_name, provider, model_id, run_id, node_id, request_text, response_text, response_status,
     token_input, token_output, token_total, token_estimated, first_token_ms, duration_ms, error_code,
     error_message, created_at)
values
    (:#id, :#model_name, :#provider, :#model_id, :#run_id, :#node_id, :#request_text, :#response_text,
     :#response_status, :#token_input, :#token_output, :#token_total, :#token_estimated, :#first_token_ms,
     :#duration_ms, :#error_code, :#error_message, :#created_at)
on conflict (id) do nothing
