# Students, guardians, classes, staff.
people-students = 学生
people-students-none = 这里会列出您任教、负责或结对的学生。现在还没有：请档案专员导入名单，或请系统管理员核对您的角色。
people-students-count = 共 { $n } 名
