"""What a provider has when it begins: a workbook, a folder of documents, applications half-way."""
