-- commands that a former owner of the line was sending: nobody knows what became of them
update worktool.robot_commands
set status = 'unknown',
    checks = 0,
    check_at = :checkAt,
    error = 'The process that sent it died; it is looked up before anything is repeated.'
where robot = :robot
  and status = 'sending'
