-- keep a new version
insert into flow.flow_definitions (id, version, status, name, trigger_type, source, file, hash, created_at, created_by,
    note)
values (:id, :version, :status, :name, :triggerType, :source, :file, :hash, cast(:createdAt as timestamptz), :by, :why)
