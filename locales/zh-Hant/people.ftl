# Students, guardians, classes, staff.
people-students = 學生
people-students-none = 這裡會列出您任教、負責或結對的學生。現在還沒有：請檔案專員匯入名單，或請系統管理員核對您的角色。
people-students-count = 共 { $n } 名
