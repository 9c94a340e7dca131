-- keeps what WorkTool reported about a robot, once
insert into worktool.robot_event (id, robot, type, body, received_at)
values (:id, :robot, :type, :body, :receivedAt)
on conflict (id) do nothing
