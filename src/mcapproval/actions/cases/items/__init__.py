"""Items of a case: conditions, questions, comments, what must be ready; answered, put off."""
