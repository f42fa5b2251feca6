"""Files that come in and go out: the one reader of uploaded tables and the one writer of workbooks. It knows no subject."""
