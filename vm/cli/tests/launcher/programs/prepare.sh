# Run in a copy of this directory, with the JDK's tools on PATH: compiles and packs what the tables run.
set -e
javac -d classes src/*.java
javac -d mods/greet mods-src/greet/module-info.java mods-src/greet/greet/Main.java
mkdir jars lib
cd classes
printf 'Main-Class: Echo\n' > ../manifest
jar cfm ../jars/echo.jar ../manifest Echo.class
jar cf ../jars/nomain.jar Echo.class
printf 'Main-Class: Missing\n' > ../manifest
jar cfm ../jars/missing-main.jar ../manifest Echo.class
printf 'Main-Class: Echo\n' > ../manifest
jar cfm0 ../jars/stored.jar ../manifest Echo.class
jar cf ../lib/one.jar Echo.class
cd ..
cp jars/echo.jar jars/truncated.jar && truncate -s 300 jars/truncated.jar
(printf '#!/bin/sh\nexit 7\n'; cat jars/echo.jar) > jars/prefixed.jar
printf 'not a zip file' > jars/text.jar
: > jars/empty.jar
jar cfM jars/nomanifest.jar -C classes Echo.class
mkdir bad && printf 'garbage' > bad/Bad.class
cp src/Script.java script
sed -i '1i #!/usr/bin/java --source 17' script
