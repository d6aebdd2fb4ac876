UPDATE places SET article = :id WHERE article = :old
