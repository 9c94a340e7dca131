-- what is known about a group
select group_id, robot_id, name, remark, room_type
from conversation.groups
where group_id = :group
