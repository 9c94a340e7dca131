-- what is known about somebody
select user_id, user_name, company_name, satisfaction_score, emotion, cooperation_level, complaint_count
from conversation.user_profiles
where user_id = :user
