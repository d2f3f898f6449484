# Search and one student’s page.
desk-search-none = 沒有找到。可以試試拼音、首字母，或班級，例如 三2班。
desk-search-words = 輸入姓名、拼音、首字母、班級或完整的學籍號。只會找到您能看的學生。
