# The module options. (Sets of the class library are printed in an order that varies by run.)
java -p mods -m greet/greet.Main a b
java --module-path mods --module greet/greet.Main
java --module-path=mods --module=greet/greet.Main x
java -p mods -m greet
java -p mods -m missing
java -p mods -m greet/greet.Missing
java -m
java --module
java --module=
java -p
java --module-path
java --module-path=
java --upgrade-module-path
java --upgrade-module-path=
java --add-modules
java --add-modules=
java --add-opens
java --add-opens= -version
java --add-exports
java --add-exports=
java --add-reads=
java --limit-modules=
java --patch-module=
java --enable-native-access
java --list-modules
java -p mods --list-modules
java --limit-modules java.base --list-modules
java --limit-modules java.base,missing --list-modules
java --list-modules=java.base
~ java --describe-module java.base
~ java --describe-module=java.sql
~ java -d java.logging
~ java -p mods -d greet
java -d missing
java -d
java --describe-module
java --describe-module=
java --validate-modules
java -p mods --validate-modules
~ java --show-module-resolution -p mods -m greet/greet.Main
java --add-modules java.sql -cp classes Echo
java --add-modules missing -cp classes Echo
~ java --add-modules ALL-SYSTEM -cp classes Echo
java --add-exports java.base/sun.nio.ch=ALL-UNNAMED -cp classes Echo
java --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED -cp classes Echo
java --add-opens missing/x=ALL-UNNAMED -cp classes Echo
java --add-reads greet=ALL-UNNAMED -p mods -m greet/greet.Main
java --patch-module greet=classes -p mods -m greet/greet.Main
java --illegal-access=deny -cp classes Echo
java --dry-run -p mods -m greet/greet.Main
java -p mods -cp classes -m greet/greet.Main
java -p mods -cp classes Info
