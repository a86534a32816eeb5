"""The form of documents (thể thức): the rules as data, and what in a document is not as they ask. Pure: the document
comes read already, whatever file it was."""
