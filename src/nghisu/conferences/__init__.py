"""The life of one conference: its stages and gates, proposal, agenda, pack, written consultation."""
