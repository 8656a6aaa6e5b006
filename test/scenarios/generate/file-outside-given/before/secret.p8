a key that lies elsewhere
