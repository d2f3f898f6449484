# Search and one student’s page.
desk-search-none = 没有找到。可以试试拼音、首字母，或班级，例如 三2班。
desk-search-words = 输入姓名、拼音、首字母、班级或完整的学籍号。只会找到您能看的学生。
