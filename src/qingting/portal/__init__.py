"""The customer's own door: tell what happened, follow it with the receipt link, choose, confirm, rate. A GET changes nothing."""
