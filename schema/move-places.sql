UPDATE placed SET article = :id WHERE article = :old
