"""Measuring a real server as a user would meet it: started here, asked over HTTP, beside the bare page it is built on."""
