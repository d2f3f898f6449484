# Search and one student’s page.
desk-search-none = Nobody found. Try pinyin, initials, or a class such as 3.2.
desk-search-words = Type a name, pinyin, initials, a class or a whole roll number. Only students you may see are found.
