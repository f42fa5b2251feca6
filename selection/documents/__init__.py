"""Files that come in and go out: the one reader of uploaded tables, the one writer of workbooks, of documents on paper
and of calendar files. It knows no subject."""
