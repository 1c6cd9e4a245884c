# @argument files.
java @args/main.txt
java @args/main.txt four
java @args/options.txt Echo x
java -Dy=1 @args/options.txt -Dz=2 Echo @args/options.txt
java @args/options.txt @args/main.txt
java @args/odd.txt
java @args/empty.txt -cp classes Echo
java @args/nested.txt
java @args/nowhere.txt
java @args
java @
java -cp classes @
java -cp classes @@args Echo
java -cp @args/nowhere.txt Echo
java --disable-@files -cp classes @args/options.txt
java --disable-@files @args/options.txt
java @args/version.txt
java -jar @args/nowhere.txt
java -cp classes Echo @args/nowhere.txt
