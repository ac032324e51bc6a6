"""What programs send and are sent, one file a topic; a field that is not named here is refused, never ignored."""
