-- a flow may have many versions: each is found without reading the others
create index flow_definitions_number on flow.flow_definitions (id, (cast(string_to_array(version, '.') as integer[])) desc);
create index flow_definitions_text on flow.flow_definitions (id, hash);
create index flow_definitions_age on flow.flow_definitions (id, created_at desc);
