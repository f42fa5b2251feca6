"""People who apply for a published vacancy: their data, their documents, what they ask for, and the private link with which they come back."""
