-- who put which version to work, and why; no version means none is at work any more
insert into flow.activation (flow_id, version, activated_at, activated_by, why)
values (:id, :version, cast(:at as timestamptz), :by, :why)
