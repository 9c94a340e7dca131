-- numbers the new owner of a robot's line; waits for claims of the former one that are under way
insert into worktool.robot_lease as lease (robot, epoch)
values (?, 1)
on conflict (robot) do update
set epoch = lease.epoch + 1
returning epoch
