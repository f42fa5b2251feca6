"""Mail that goes out: letters that wait in an outbox, messages as they are sent, and the way out (a mail server, or a folder). It knows no subject."""
