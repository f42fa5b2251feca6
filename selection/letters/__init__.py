"""Letters and e-mails: their texts as data, what fills them, the outbox as HR sees it, and the worker that sends them."""
