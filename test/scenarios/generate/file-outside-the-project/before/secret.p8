the key of somebody else
