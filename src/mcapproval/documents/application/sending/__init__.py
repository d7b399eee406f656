"""The papers with which an application is sent, and with which a question about it is answered."""
